"use client";
import { type SessionFile, SessionFiles } from "@slipway/schemas/files/session-file";
import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { type SessionStore, useSession } from "#features/live/index.ts";
import { api } from "#lib/api-client.ts";

export type FileList = {
  readonly files: readonly SessionFile[];
  readonly leftOutCount: number;
  /** There are more than the tree shows. */
  readonly hasMore: boolean;
};

const limit = 5_000;

/** A session's files; read again when its log tells of a change. */
export function useSessionFiles(store: SessionStore, sessionId: string): UseQueryResult<FileList> {
  const changedAt = useSession(store, (view) => view.filesChangedAt);
  const uploads = useSession(store, (view) => view.uploads);
  return useQuery({
    queryKey: ["files", sessionId, changedAt, uploads],
    queryFn: async ({ signal }) => {
      const page = await api.get(`/sessions/${sessionId}/files`, {
        schema: SessionFiles,
        query: { limit },
        signal,
      });
      return { files: page.items, leftOutCount: page.leftOutCount, hasMore: page.nextCursor !== null };
    },
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
