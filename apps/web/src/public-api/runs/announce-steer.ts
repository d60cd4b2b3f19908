import type { Db } from "@slipway/db/db";
import { notify } from "@slipway/db/events/notify";

type Steer = {
  readonly sessionId: string;
  readonly waitingRunId: string;
  /** Set where a queued run was cancelled for it: the end of the log that tells so. */
  readonly cancelled?: { readonly runId: string; readonly lastSeq: number } | null;
};

/** Wakes whoever shows the queue, of which the log says nothing. The run at work looks by itself at each step. */
export async function announceSteer(
  db: Db,
  projectId: string,
  { sessionId, waitingRunId, cancelled }: Steer,
): Promise<void> {
  await notify(db.pool, {
    // It may have become the session's next run by now.
    queue: [""],
    runs: [waitingRunId, ...(cancelled ? [cancelled.runId] : [])].map((id) => `${projectId} ${id}`),
    sessions: [`${sessionId} queue`],
    ...(cancelled ? { events: [`${sessionId} ${cancelled.lastSeq}`] } : {}),
  });
}
