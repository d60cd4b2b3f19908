import type { RunInput } from "@slipway/schemas/runs/run-input";
import type { Sql } from "#db.ts";
import type { QueuedRun } from "#runs/read-queue.ts";
import type { LockedSession } from "#sessions/lock-session.ts";
import { titleOf } from "#sessions/session-title.ts";
import { run, statement } from "#statement.ts";

const inputStatement = statement<{ id: string }>(
  "write-run-input",
  "update run set input = $3 where project_id = $1 and id = $2 and status = 'queued' returning id",
);

const titleStatement = statement<{ id: string }>(
  "write-session-title",
  "update session set title = $3 where project_id = $1 and id = $2 returning id",
);

type WriteInput = { readonly session: LockedSession; readonly run: QueuedRun; readonly input: RunInput };

/** Replaces what a queued run says, inside a transaction that has locked the session; its first run names it. */
export async function writeInput(tx: Sql, { session, run: queued, input }: WriteInput): Promise<void> {
  const { projectId, id: sessionId } = session;
  await run(tx, inputStatement, [projectId, queued.id, JSON.stringify(input)]);
  if (queued.firstSeq === 1) await run(tx, titleStatement, [projectId, sessionId, titleOf(input)]);
}
