import type { SlipwayEvent } from "@slipway/schemas/events/event";
import type { Run } from "@slipway/schemas/runs/run";

type Runs = ReadonlyMap<string, Run>;

/**
 * The other runs of a session after an event of one of them. `before` is that one as it was. Whoever waited behind a run
 * that left the queue moves up, which no event tells; a message that a run at work took is no run of its own any more.
 */
export function followQueue(runs: Runs, before: Run | undefined, event: SlipwayEvent): Runs {
  if (event.type === "message.created") return withoutTaken(runs, event.message.id, event.runId);
  const hasLeft = event.type === "run.started" || event.type === "run.finished";
  const place = hasLeft && before?.status === "queued" ? before.queuePosition : undefined;
  return place === undefined ? runs : movedUp(runs, place);
}

function withoutTaken(runs: Runs, messageId: string, takenBy: string | null): Runs {
  const isTaken = (run: Run) => run.steers !== undefined && run.messageId === messageId && run.id !== takenBy;
  const taken = [...runs.values()].find(isTaken);
  if (!taken) return runs;
  const left = new Map([...runs].filter(([id]) => id !== taken.id));
  return taken.queuePosition === undefined ? left : movedUp(left, taken.queuePosition);
}

function movedUp(runs: Runs, behind: number): Runs {
  return new Map(
    [...runs].map(([id, run]) => {
      const place = run.queuePosition;
      const isBehind = run.status === "queued" && place !== undefined && place > behind;
      return [id, isBehind ? { ...run, queuePosition: place - 1 } : run] as const;
    }),
  );
}
