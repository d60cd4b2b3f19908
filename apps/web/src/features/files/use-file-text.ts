"use client";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { networkError, readApiError } from "#lib/api-error.ts";
import { fileUrl } from "#lib/file-url.ts";

type FileText = {
  readonly sessionId: string;
  readonly path: string;
  readonly at: "now" | "before";
  /** What the text is as of: it is read again for another. */
  readonly version: string;
  readonly isNeeded: boolean;
};

/** A file's text; null where it is none. */
export function useFileText({
  sessionId,
  path,
  at,
  version,
  isNeeded,
}: FileText): UseQueryResult<string | null> {
  return useQuery({
    queryKey: ["file-text", sessionId, path, at, version],
    queryFn: async ({ signal }) => {
      const response = await fetch(fileUrl(sessionId, path, { at }), { signal }).catch((error: unknown) => {
        throw networkError(error);
      });
      if (!response.ok) throw await readApiError(response);
      const bytes = new Uint8Array(await response.arrayBuffer());
      return bytes.subarray(0, 8_000).includes(0) ? null : new TextDecoder().decode(bytes);
    },
    enabled: isNeeded,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
