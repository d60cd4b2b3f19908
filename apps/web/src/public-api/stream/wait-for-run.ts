import type { Run } from "@slipway/schemas/runs/run";
import type { LiveServices } from "#public-api/stream/live-services.ts";
import type { LoggedEvent } from "#server/live-hub/event-batch.ts";

type WaitForRun = {
  readonly projectId: string;
  readonly sessionId: string;
  readonly runId: string;
  /** A number of the log that the run's end comes after. */
  readonly after: number;
  /** The run was stored just now, and nobody knows of it yet. */
  readonly isNew?: boolean;
  readonly timeoutMs: number;
  /** Whoever waits may go away. */
  readonly signal: AbortSignal;
};

export type WaitedRun =
  | { readonly kind: "finished"; readonly run: Run }
  /** It waits for a person, or the time is over, or nobody waits any more. */
  | { readonly kind: "unfinished" };

/** Waits until a run has ended, without asking the database again and again. */
export async function waitForRun({ hub }: Pick<LiveServices, "hub">, input: WaitForRun): Promise<WaitedRun> {
  const { projectId, sessionId, runId, after, isNew = false, timeoutMs, signal } = input;
  const waited = Promise.withResolvers<WaitedRun>();
  const giveUp = () => waited.resolve({ kind: "unfinished" });
  const timer = setTimeout(giveUp, timeoutMs);
  signal.addEventListener("abort", giveUp, { once: true });
  if (signal.aborted) giveUp();
  const reader = hub.sessions.follow({
    projectId,
    sessionId,
    after,
    lastSeq: after,
    isNew,
    outlet: {
      hasRoom: () => true,
      take: ({ events }) => {
        const end = events.find((event) => event.runId === runId && endings.has(event.type));
        if (end) waited.resolve(toWaited(end));
      },
    },
  });
  reader.resume();
  const stream = hub.streams.add({ beat: () => undefined, end: giveUp });
  try {
    return await waited.promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", giveUp);
    stream();
    reader.leave();
  }
}

const endings: ReadonlySet<string> = new Set(["run.finished", "run.waiting"]);

function toWaited({ type, json }: LoggedEvent): WaitedRun {
  if (type === "run.waiting") return { kind: "unfinished" };
  // We wrote it: the event carries the run as `GET /runs/{id}` answers it.
  const event: { run: Run } = JSON.parse(json);
  return { kind: "finished", run: event.run };
}
