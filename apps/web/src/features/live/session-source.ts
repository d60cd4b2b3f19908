import { MessagePage } from "@slipway/schemas/public-api/messages-query";
import { pageOf } from "@slipway/schemas/public-api/page";
import { Run } from "@slipway/schemas/runs/run";
import { api } from "#lib/api-client.ts";

type ReadOptions = { readonly signal?: AbortSignal };

/** Where a session store reads what was there before it listened. */
export type SessionSource = {
  readonly readMessages: (page: ReadOptions & { readonly before?: string }) => Promise<MessagePage>;
  /** The session's newest runs. */
  readonly readRuns: (options: ReadOptions) => Promise<readonly Run[]>;
  readonly readRun: (runId: string) => Promise<Run>;
  readonly readRunsOf: (runIds: readonly string[]) => Promise<readonly Run[]>;
};

const RunPage = pageOf(Run);
/** As many as wait or belong to the newest page; older ones are read with their messages. */
const newestRuns = 60;

export function apiSessionSource(sessionId: string): SessionSource {
  const readRun = (runId: string) => api.get(`/runs/${runId}`, { schema: Run });
  return {
    readMessages: ({ before, signal }) =>
      api.get(`/sessions/${sessionId}/messages`, {
        schema: MessagePage,
        query: { before, limit: 50 },
        ...(signal ? { signal } : {}),
      }),
    readRuns: async ({ signal }) => {
      const page = await api.get("/runs", {
        schema: RunPage,
        query: { sessionId, limit: newestRuns },
        signal,
      });
      return page.items;
    },
    readRun,
    readRunsOf: (runIds) => Promise.all(runIds.map(readRun)),
  };
}
