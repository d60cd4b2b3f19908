import type { SlipwayEvent } from "@slipway/schemas/events/event";
import type { Run } from "@slipway/schemas/runs/run";
import { buildRun } from "@slipway/schemas/runs/test/build-run";
import { expect, it } from "vitest";
import { followQueue } from "./follow-queue.ts";

const queued = (id: string, queuePosition: number, rest: Partial<Run> = {}) =>
  buildRun({ id, status: "queued", finishedAt: null, startedAt: null, queuePosition, ...rest });
const runsOf = (...runs: Run[]) => new Map(runs.map((run) => [run.id, run]));
const placesIn = (runs: ReadonlyMap<string, Run>) => [...runs.values()].map((run) => run.queuePosition);
const envelope = { seq: 9, sessionId: "ses_1", at: "2026-11-21T09:00:00.000Z" };

it("C27 those behind a run that was taken move up", () => {
  const [a, b, c] = [queued("run_a", 1), queued("run_b", 2), queued("run_c", 3)];
  const started = { type: "run.started", attempt: 1, model: "demo/demo", revision: 1 } as const;
  const event: SlipwayEvent = { ...envelope, ...started, runId: "run_b" };
  const { queuePosition: _, ...taken } = b;
  expect(placesIn(followQueue(runsOf(a, { ...taken, status: "running" }, c), b, event))).toEqual([
    1,
    undefined,
    2,
  ]);
});

it("C27 a message that a run at work took is no run any more", () => {
  const steer = queued("run_s", 1, { steers: "run_1", messageId: "msg_s" });
  const next = queued("run_n", 2, { messageId: "msg_n" });
  const said = (id: string, runId: string): SlipwayEvent => ({
    ...envelope,
    runId,
    type: "message.created",
    message: { id, role: "user", runId, parts: [], createdAt: envelope.at },
  });
  const after = followQueue(runsOf(steer, next), undefined, said("msg_s", "run_1"));
  expect([...after.keys()]).toEqual(["run_n"]);
  expect(placesIn(after)).toEqual([1]);
  expect(followQueue(runsOf(steer, next), next, said("msg_n", "run_n")).size).toBe(2);
  expect(followQueue(runsOf(steer, next), steer, said("msg_s", "run_s")).size).toBe(2);
});
