import { randomUUID } from "node:crypto";
import type { NewEvent } from "@slipway/schemas/events/event";
import { newId } from "@slipway/schemas/ids";
import { noTokens, noUsage } from "@slipway/schemas/runs/usage";
import type { Db } from "#db.ts";
import { appendEvents } from "#events/append-events.ts";
import { toEventRecord } from "#events/event-record.ts";
import { notify } from "#events/notify.ts";
import { beatRunner, type RunnerBeat } from "#runners/beat-runner.ts";
import { type ClaimedRun, claimRuns, type Lease } from "#runs/claim-runs.ts";
import { type FinishedRun, finishRun, type OwnRunEnd } from "#runs/finish-run.ts";
import { markRunning } from "#runs/mark-running.ts";
import { type RunRow, runColumns } from "#runs/run-row.ts";

export type HandRunner = {
  readonly id: string;
  /** Says that it lives: one that has been silent for some seconds is handed nothing. */
  beat(): Promise<void>;
  claim(slots?: number, projectLimit?: number): Promise<ClaimedRun[]>;
  /** Claims the only run that waits, and has it running. */
  claimOne(): Promise<ClaimedRun>;
  /** Appends and tells the webs. Null: fenced. */
  append(lease: Lease, events: readonly NewEvent[]): Promise<number | null>;
  finish(lease: Lease, end?: Partial<OwnRunEnd>): Promise<FinishedRun | "fenced">;
};

type HandRunnerOptions = Partial<Pick<RunnerBeat, "capacity" | "projectLimit" | "isDraining">>;

/** A runner that a test leads by the hand: the same statements as the real one, and nothing that acts by itself. */
export async function actAsRunner(db: Db, options: HandRunnerOptions = {}): Promise<HandRunner> {
  const id = newId("runner");
  const beat = {
    id,
    contractVersion: "1",
    host: "test",
    pid: 1,
    capacity: 100,
    running: 0,
    isDraining: false,
    ...options,
  };
  const sayAlive = () => beatRunner(db.pool, beat);
  await sayAlive();
  const claim: HandRunner["claim"] = async (slots = 100, projectLimit = 400) =>
    (await claimRuns(db.pool, { runnerId: id, slots, projectLimit, now: new Date() })).claimed;
  return {
    id,
    beat: sayAlive,
    claim,
    claimOne: async () => {
      const [claimed, ...more] = await claim();
      if (!claimed || more.length > 0) throw new Error(`${more.length} more runs were claimed`);
      await markRunning(db.pool, claimed.lease);
      return claimed;
    },
    append: async (lease, events) => {
      const append = { ...lease, events: events.map((event) => toEventRecord(event, new Date())) };
      const [appended] = await appendEvents(db.pool, { flushId: randomUUID(), appends: [append] });
      if (!appended) return null;
      await notify(db.pool, { events: [`${lease.sessionId} ${appended.lastSeq}`] });
      return appended.lastSeq;
    },
    finish: async (lease, end = {}) => {
      const row = await readRow(db, lease);
      const finished = await finishRun(
        db,
        { lease, row },
        {
          stopReason: "completed",
          outputText: "Hi.",
          error: null,
          progress: { usage: noUsage, costMicroUsd: 0, ttftMs: 1 },
          events: [],
          entries: [],
          now: new Date(),
          ...end,
          unlessSteered: false,
        },
      );
      if (finished !== "fenced") {
        await notify(db.pool, {
          events: [`${lease.sessionId} ${finished.lastSeq}`],
          runs: [`${lease.projectId} ${lease.runId}`],
        });
      }
      return finished;
    },
  };
}

async function readRow(db: Db, { projectId, runId }: Lease): Promise<RunRow> {
  const { rows } = await db.pool.query<RunRow>(
    `select ${runColumns("r")} from run r where r.project_id = $1 and r.id = $2`,
    [projectId, runId],
  );
  if (!rows[0]) throw new Error(`There is no run ${runId}`);
  return rows[0];
}

/** A whole turn that says some text, as an adapter reports it. */
export function turnOf(deltas: readonly string[]): NewEvent[] {
  return [...openTurn(deltas), ...closeTurn(deltas)];
}

const blockId = "blk_1";

export function openTurn(deltas: readonly string[]): NewEvent[] {
  return [
    { type: "turn.started", turn: 1, model: "demo/demo", messageId: newId("message") },
    { type: "text.started", blockId },
    ...deltas.map((delta): NewEvent => ({ type: "text.delta", blockId, delta })),
  ];
}

export function closeTurn(deltas: readonly string[]): NewEvent[] {
  return [
    { type: "text.finished", blockId, text: deltas.join("") },
    {
      type: "turn.finished",
      turn: 1,
      model: "demo/demo",
      usage: noTokens,
      costUsd: 0,
      stopReason: "stop",
      durationMs: 5,
      ttftMs: 1,
    },
  ];
}
