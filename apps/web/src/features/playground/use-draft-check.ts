"use client";
import type { AppType } from "@slipway/schemas/apps/app-type";
import { Validation } from "@slipway/schemas/public-api/validate";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "#lib/api-client.ts";
import { type DraftCheck, noCheck, readDraftCheck } from "./draft-check.ts";
import type { DraftConfig } from "./draft-config.ts";

const restMs = 500;

type Draft = {
  readonly type: AppType;
  /** Null: the app is not made yet. */
  readonly slug: string | null;
  readonly config: DraftConfig;
  /** It has errors of its own: those come first. */
  readonly hasErrors: boolean;
};

/** Asks the server what it would say of a run of the draft, whenever its author rests. */
export function useDraftCheck({ type, slug, config, hasErrors }: Draft): DraftCheck {
  const text = JSON.stringify(config);
  const settled = useSettled(text);
  const check = useQuery({
    queryKey: ["draft-check", slug ?? type, settled],
    queryFn: async ({ signal }) =>
      readDraftCheck(
        await api.post(slug === null ? "/drafts/validate" : `/apps/${slug}/validate`, {
          schema: Validation,
          body: { input: {}, config: JSON.parse(settled), ...(slug === null ? { type } : {}) },
          signal,
        }),
      ),
    enabled: !hasErrors && settled === text,
    placeholderData: keepPreviousData,
    // A provider may have been added in another tab.
    staleTime: 10_000,
    retry: false,
  });
  return hasErrors ? noCheck : (check.data ?? noCheck);
}

/** The text once it has not changed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  // The clock is the outside.
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), restMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
