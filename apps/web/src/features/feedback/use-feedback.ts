"use client";
import { pageOf } from "@slipway/schemas/public-api/page";
import { Feedback, type FeedbackRating } from "@slipway/schemas/runs/feedback";
import type { Run } from "@slipway/schemas/runs/run";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { z } from "zod";
import { api } from "#lib/api-client.ts";

const FeedbackPage = pageOf(Feedback);
const freshMs = 60_000;

const keyOf = ({ sessionId }: Run) => ["feedback", sessionId] as const;

/** What everybody thinks of a run. All answers of a session are asked about at once. */
export function useFeedback(run: Run): readonly Feedback[] {
  const { data } = useQuery({
    queryKey: keyOf(run),
    queryFn: async ({ signal }) =>
      (await api.get(`/sessions/${run.sessionId}/feedback`, { schema: FeedbackPage, signal })).items,
    staleTime: freshMs,
  });
  return data?.filter(({ runId }) => runId === run.id) ?? [];
}

/** `null` takes it back. */
type Opinion = { readonly rating: FeedbackRating; readonly note?: string } | null;

/** Says what the person thinks of a run, or takes it back. */
export function useGiveFeedback(run: Run) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (opinion: Opinion) => {
      const path = `/runs/${run.id}/feedback`;
      if (opinion) return await api.put(path, { schema: Feedback, body: opinion });
      await api.delete(path, { schema: z.undefined() });
      return null;
    },
    onSuccess: (given) =>
      client.setQueryData<Feedback[]>(keyOf(run), (all = []) => [
        ...all.filter(({ runId, isOwn }) => runId !== run.id || !isOwn),
        ...(given ? [given] : []),
      ]),
    onError: (error) => toast.error("Your feedback was not kept", { description: error.message }),
  });
}
