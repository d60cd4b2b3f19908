import { spanIdFor } from "#span-ids.ts";

/** The ids of a run's spans follow from the run, so that whoever goes on with it or ends it writes the same spans. */
export const runSpanIds = {
  invocation: (runId: string) => spanIdFor(runId),
  claim: (runId: string) => spanIdFor(`${runId} claim`),
  turn: (runId: string, turn: number) => spanIdFor(`${runId} turn ${turn}`),
  chat: (runId: string, turn: number) => spanIdFor(`${runId} chat ${turn}`),
  aside: (runId: string, call: string) => spanIdFor(`${runId} aside ${call}`),
  tool: (runId: string, callId: string) => spanIdFor(`${runId} tool ${callId}`),
} as const;
