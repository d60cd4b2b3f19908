import { setTimeout as delay } from "node:timers/promises";
import type { Db } from "@slipway/db/db";
import { readRunEvents } from "@slipway/db/events/read-events";
import { findRun } from "@slipway/db/runs/find-run";
import type { SlipwayEvent } from "@slipway/schemas/events/event";
import type { Run } from "@slipway/schemas/runs/run";
import { isFinalStatus } from "@slipway/schemas/runs/run-status";

/** Asks again and again until there is an answer, or throws after a while, saying what was waited for. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false>,
  timeoutMs = 20_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms for ${what}`);
    await delay(10);
  }
}

type AwaitedRun = { readonly projectId: string; readonly runId: string; readonly timeoutMs?: number };

export function untilFinal(db: Db, { projectId, runId, timeoutMs }: AwaitedRun): Promise<Run> {
  const ask = async () => {
    const run = await findRun(db.pool, projectId, runId);
    return run && isFinalStatus(run.status) ? run : null;
  };
  return until(`the end of ${runId}`, ask, timeoutMs);
}

type Where = { readonly projectId: string; readonly sessionId: string; readonly runId: string };

/** The run's events once the given one is stored. */
export function untilEvent(
  db: Db,
  where: Where,
  matches: (event: SlipwayEvent) => boolean,
): Promise<SlipwayEvent[]> {
  return until("an event", async () => {
    const events = await readRunEvents(db.pool, { ...where, after: 0 });
    return events.some(matches) ? events : null;
  });
}
