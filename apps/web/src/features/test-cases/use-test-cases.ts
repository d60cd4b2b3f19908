"use client";
import { TestCase } from "@slipway/schemas/apps/test-case";
import { pageOf } from "@slipway/schemas/public-api/page";
import type { RunInput } from "@slipway/schemas/runs/run-input";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { api } from "#lib/api-client.ts";

const TestCasePage = pageOf(TestCase);
const keyOf = (appId: string) => ["apps", "cases", appId] as const;

/** An app's test cases, oldest first. */
export function useTestCases(appId: string) {
  return useQuery({
    queryKey: keyOf(appId),
    queryFn: async ({ signal }) =>
      (await api.get(`/apps/${appId}/cases`, { schema: TestCasePage, signal })).items,
  });
}

type CaseFields = { readonly name: string; readonly input: RunInput };

/** Saves an input as a case, or changes one. */
export function useSaveCase(appId: string, caseId: string | null) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CaseFields) =>
      caseId === null
        ? api.post(`/apps/${appId}/cases`, { schema: TestCase, body })
        : api.patch(`/apps/${appId}/cases/${caseId}`, { schema: TestCase, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: keyOf(appId) }),
  });
}

/** Removes a case at once; it can be saved again from what is answered. */
export function useRemoveCase(appId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (removed: TestCase) => {
      await api.delete(`/apps/${appId}/cases/${removed.id}`, { schema: z.undefined() });
      return removed;
    },
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(appId) }),
  });
}
