import { randomUUID } from "node:crypto";
import { findGrammarFault } from "@slipway/schemas/events/check-grammar";
import {
  isFinalStatus,
  nextRunStatus,
  type RunStatus,
  runStatuses,
  runTransitions,
} from "@slipway/schemas/runs/run-status";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Db } from "#db.ts";
import { appendEvents } from "#events/append-events.ts";
import { toEventRecord } from "#events/event-record.ts";
import { readTails, toEvent } from "#events/read-events.ts";
import { cancelRun } from "#runs/cancel-run.ts";
import { claimRuns, type Lease } from "#runs/claim-runs.ts";
import { findRun } from "#runs/find-run.ts";
import { markRunning } from "#runs/mark-running.ts";
import { saveProgress } from "#runs/save-progress.ts";
import { sweepForgottenRuns } from "#runs/sweep-forgotten-runs.ts";
import { sweepLostRuns } from "#runs/sweep-runs.ts";
import { actAsRunner, openTurn, turnOf } from "#testing/act-as-runner.ts";
import { givenApp } from "#testing/given-app.ts";
import { sendMessage, testDb } from "#testing/send-message.ts";
import { type TestDatabase, testDatabase } from "#testing/test-database.ts";

let database: TestDatabase;
let db: Db;

beforeAll(async () => {
  database = await testDatabase();
  db = testDb(database.url);
});
afterAll(async () => {
  await db.close();
  await database.close();
});

async function eventsOf(projectId: string, sessionId: string) {
  const stored = await readTails(db.pool, [{ projectId, sessionId, after: 0 }], 10_000);
  return stored.map(toEvent).filter((event) => event !== null);
}

const statusOf = async (projectId: string, runId: string) =>
  (await findRun(db.pool, projectId, runId))?.status;

describe("C15 the table of a run's life", () => {
  /** How a run gets into each status by allowed steps. */
  const paths: Record<RunStatus, readonly RunStatus[]> = {
    queued: [],
    starting: ["starting"],
    running: ["starting", "running"],
    waiting: ["starting", "running", "waiting"],
    completed: ["starting", "running", "completed"],
    failed: ["failed"],
    cancelled: ["cancelled"],
  };
  const pairs = runStatuses.flatMap((from) => runStatuses.map((to) => ({ from, to })));

  const set = (runId: string, status: RunStatus) =>
    db.pool.query("update run set status = $2, stop_reason = $3 where id = $1", [
      runId,
      status,
      stopReason(status),
    ]);
  const stopReason = (status: RunStatus) => {
    if (!isFinalStatus(status)) return null;
    return status === "failed" ? "error" : status;
  };

  it.each(pairs)("C15 $from to $to in SQL is as in the contract", async ({ from, to }) => {
    const given = await givenApp(db.pool);
    const { runId } = await sendMessage(db, given);
    for (const step of paths[from]) await set(runId, step);
    const isAllowed = from === to || Object.values(runTransitions[from]).some((status) => status === to);
    const moved = await set(runId, to).then(
      () => "moved",
      (error: { code: string }) => error.code,
    );
    expect({ moved, status: await statusOf(given.projectId, runId) }).toEqual(
      isAllowed ? { moved: "moved", status: to } : { moved: "SW001", status: from },
    );
  });

  it("C15 a trigger leads nowhere else in code", () => {
    expect(nextRunStatus("queued", "complete")).toBeNull();
    expect(nextRunStatus("completed", "cancel")).toBeNull();
    expect(nextRunStatus("running", "park")).toBe("waiting");
  });

  it("C5 a final run refuses every change of its row", async () => {
    const given = await givenApp(db.pool);
    const { runId } = await sendMessage(db, given);
    await set(runId, "cancelled");
    await expect(db.pool.query("update run set output_text = 'x' where id = $1", [runId])).rejects.toThrow(
      /is final/,
    );
  });
});

describe("claiming", () => {
  it("gives each of 50 runs to exactly one of five runners that claim at once", async () => {
    await using own = await testDatabase();
    const ownDb = testDb(own.url);
    const given = await givenApp(ownDb.pool);
    const sent = await Promise.all(Array.from({ length: 50 }, () => sendMessage(ownDb, given)));
    const runners = await Promise.all(Array.from({ length: 5 }, () => actAsRunner(ownDb)));
    const claimed: string[] = [];
    await Promise.all(
      runners.map(async (runner) => {
        while (claimed.length < 50) {
          for (const { lease } of await runner.claim(3)) claimed.push(lease.runId);
        }
      }),
    );
    expect(claimed.toSorted()).toEqual(sent.map(({ runId }) => runId).toSorted());
    await ownDb.close();
  });

  it("C37 serves another project's first run before the second one of a project that floods", async () => {
    await using own = await testDatabase();
    const ownDb = testDb(own.url);
    const flooding = await givenApp(ownDb.pool);
    const first = await sendMessage(ownDb, flooding);
    for (let i = 0; i < 20; i += 1) await sendMessage(ownDb, flooding);
    const other = await givenApp(ownDb.pool);
    const late = await sendMessage(ownDb, other);
    const runner = await actAsRunner(ownDb);
    const claimed = await runner.claim(2);
    expect(claimed.map(({ lease }) => lease.runId).toSorted()).toEqual([first.runId, late.runId].toSorted());
    await ownDb.close();
  });

  it("C37 leaves waiting what is above a project's limit", async () => {
    await using own = await testDatabase();
    const ownDb = testDb(own.url);
    const given = await givenApp(ownDb.pool);
    for (let i = 0; i < 5; i += 1) await sendMessage(ownDb, given);
    const runner = await actAsRunner(ownDb);
    expect(await runner.claim(100, 3)).toHaveLength(3);
    expect(await runner.claim(100, 3)).toHaveLength(0);
    await ownDb.close();
  });

  it("C37 keeps a project's limit when five runners claim at once", async () => {
    await using own = await testDatabase();
    const ownDb = testDb(own.url);
    const given = await givenApp(ownDb.pool);
    const runners = await Promise.all(Array.from({ length: 5 }, () => actAsRunner(ownDb)));
    for (let round = 1; round <= 10; round += 1) {
      for (let i = 0; i < 10; i += 1) await sendMessage(ownDb, given);
      const claimed = await Promise.all(runners.map((runner) => runner.claim(3, round * 4)));
      expect(claimed.flat()).toHaveLength(4);
    }
    await ownDb.close();
  });

  it("C37 says whether a project's limit holds others back", async () => {
    await using own = await testDatabase();
    const ownDb = testDb(own.url);
    const given = await givenApp(ownDb.pool);
    for (let i = 0; i < 3; i += 1) await sendMessage(ownDb, given);
    const claim = async (slots: number, projectLimit: number) => {
      const { claimed, areOthersHeldBack } = await claimRuns(ownDb.pool, {
        runnerId: "rnr_1",
        slots,
        projectLimit,
        now: new Date(),
      });
      return { claimed: claimed.length, areOthersHeldBack };
    };
    expect(await claim(100, 2)).toEqual({ claimed: 2, areOthersHeldBack: true });
    expect(await claim(100, 2)).toEqual({ claimed: 0, areOthersHeldBack: true });
    expect(await claim(100, 3)).toEqual({ claimed: 1, areOthersHeldBack: false });
    expect(await claim(100, 3)).toEqual({ claimed: 0, areOthersHeldBack: false });
    await ownDb.close();
  });

  it("C26 claims one run of a session at a time, in the order of its queue, and promotes the next at the end", async () => {
    await using own = await testDatabase();
    const ownDb = testDb(own.url);
    const given = await givenApp(ownDb.pool);
    const first = await sendMessage(ownDb, given);
    const { sessionId } = first;
    const second = await sendMessage(ownDb, given, { sessionId, message: "Second" });
    const third = await sendMessage(ownDb, given, { sessionId, message: "Third" });
    const runner = await actAsRunner(ownDb);
    for (const expected of [first, second, third]) {
      const claimed = await runner.claimOne();
      expect(claimed.lease.runId).toBe(expected.runId);
      await runner.append(claimed.lease, turnOf(["Hi."]));
      await runner.finish(claimed.lease);
    }
    const stored = await readTails(ownDb.pool, [{ projectId: given.projectId, sessionId, after: 0 }], 1_000);
    const events = stored.map(toEvent).filter((event) => event !== null);
    expect(events).toHaveLength(stored.length);
    expect(findGrammarFault(events)).toBeNull();
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    await ownDb.close();
  });
});

describe("fencing", () => {
  it("refuses every write under a lease that was taken over, and the run's end", async () => {
    const given = await givenApp(db.pool);
    const { runId, sessionId } = await sendMessage(db, given, { durable: true });
    const { claimed } = await claimRuns(db.pool, {
      runnerId: "rnr_gone",
      slots: 100,
      projectLimit: 400,
      now: new Date(),
    });
    const old = claimed.find(({ lease }) => lease.runId === runId);
    if (!old) throw new Error("The run was not claimed");
    await markRunning(db.pool, old.lease);
    await sweepLostRuns(db, { leaseMs: 10_000, now: new Date() });
    const runner = await actAsRunner(db);
    const taken = (await runner.claim()).find(({ lease }) => lease.runId === runId);
    if (!taken) throw new Error("The run was not taken over");
    const progress = { usage: taken.row, costMicroUsd: 0, ttftMs: 1 };
    const usage = {
      inputTokens: 1,
      outputTokens: 1,
      cacheReadTokens: 0,
      cacheWriteTokens: 0,
      reasoningTokens: 0,
      turns: 1,
      toolCalls: 0,
    };
    const before = await eventsOf(given.projectId, sessionId);
    const gone = await actAsRunner(db);
    expect(await gone.append(old.lease, openTurn(["late"]))).toBeNull();
    expect(await saveProgress(db.pool, old.lease, { ...progress, usage })).toBe("fenced");
    expect(await markRunning(db.pool, old.lease)).toBe("fenced");
    expect(await gone.finish(old.lease)).toBe("fenced");
    expect(await eventsOf(given.projectId, sessionId)).toEqual(before);
    expect(taken.row.attempt).toBe(2);
    await markRunning(db.pool, taken.lease);
    const finished = await runner.finish(taken.lease);
    expect(finished === "fenced" ? finished : finished.run.status).toBe("completed");
    expect(await runner.finish(taken.lease)).toBe("fenced");
  });
});

describe("starting", () => {
  async function givenStartingRun() {
    const given = await givenApp(db.pool);
    const { runId } = await sendMessage(db, given);
    const runner = await actAsRunner(db);
    const claimed = (await runner.claim()).find(({ lease }) => lease.runId === runId);
    if (!claimed) throw new Error("The run was not claimed");
    return { ...given, runner, runId, claimed };
  }

  const append = (lease: Lease, { isStart }: { isStart: boolean }) => {
    const events = openTurn(["Hi"]).map((event) => toEventRecord(event, new Date()));
    return appendEvents(db.pool, { flushId: randomUUID(), appends: [{ ...lease, events, isStart }] });
  };

  it("makes a run running with the first events of its model, and nobody else's", async () => {
    const { projectId, runId, claimed } = await givenStartingRun();
    const old = { ...claimed.lease, leaseToken: randomUUID() };
    expect(await append(old, { isStart: true })).toEqual([null]);
    await append(claimed.lease, { isStart: false });
    expect(await statusOf(projectId, runId)).toBe("starting");
    await append(claimed.lease, { isStart: true });
    expect(await statusOf(projectId, runId)).toBe("running");
  });

  it("C5 completes a run so quick that its row still says that it starts, and tells its end as its row has it", async () => {
    const { projectId, runId, runner, claimed } = await givenStartingRun();
    const finished = await runner.finish(claimed.lease, { events: turn(["Hi."]) });
    if (finished === "fenced") throw new Error("It was fenced");
    const run = await findRun(db.pool, projectId, runId);
    expect(run).toMatchObject({ status: "completed", stopReason: "completed" });
    expect(finished.run).toEqual(run);
    const events = await eventsOf(projectId, claimed.lease.sessionId);
    expect(events.at(-1)).toMatchObject({ type: "run.finished", seq: finished.lastSeq, run });
    expect(findGrammarFault(events)).toBeNull();
  });

  const turn = (deltas: readonly string[]) => turnOf(deltas).map((event) => toEventRecord(event, new Date()));
});

it("C26 promotes what joins a session's queue at the very moment in which the run before it ends", async () => {
  await using own = await testDatabase();
  const ownDb = testDb(own.url);
  const given = await givenApp(ownDb.pool);
  const { sessionId } = await sendMessage(ownDb, given);
  const runner = await actAsRunner(ownDb);
  for (let round = 0; round < 60; round += 1) {
    const { lease } = await runner.claimOne();
    // Whoever holds the lock lets both wait for it, so that either may come first.
    const holder = await ownDb.pool.connect();
    await holder.query("begin");
    await holder.query("select from session where id = $1 for update", [sessionId]);
    // A steer tells nothing of itself: it writes the session's row, and its log is as long as before.
    const onBusy = round % 2 === 0 ? "enqueue" : "steer";
    const sending = sendMessage(ownDb, given, { sessionId, onBusy }).catch(({ message }: Error) => message);
    const finishing = runner.finish(lease);
    await untilWaiting(ownDb, 2);
    await holder.query("commit");
    holder.release();
    const [sent, finished] = await Promise.all([sending, finishing]);
    expect(finished).not.toBe("fenced");
    if (typeof sent === "string") expect(sent).toBe("The message was not taken: steered");
    const queued = "select ready_at is not null as can_start from run where status = 'queued'";
    expect((await ownDb.pool.query(queued)).rows).toEqual([{ can_start: true }]);
  }
  await ownDb.close();
}, 60_000);

/** Resolves once so many statements wait for a lock. */
async function untilWaiting({ pool }: Db, count: number): Promise<void> {
  const waiting = "select count(*)::int as waiting from pg_locks where not granted";
  for (;;) {
    const { rows } = await pool.query<{ waiting: number }>(waiting);
    if ((rows[0]?.waiting ?? 0) >= count) return;
  }
}

describe("the log", () => {
  it("C28 gives 50 concurrent appends unique rising numbers and answers each truthfully", async () => {
    const given = await givenApp(db.pool);
    const { sessionId, runId } = await sendMessage(db, given);
    const runner = await actAsRunner(db);
    const claimed = (await runner.claim()).find(({ lease }) => lease.runId === runId);
    if (!claimed) throw new Error("The run was not claimed");
    const before = (await eventsOf(given.projectId, sessionId)).length;
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, writer) => {
        const events = Array.from({ length: (writer % 3) + 1 }, (_, i) =>
          toEventRecord({ type: "warning", code: String(writer), message: String(i) }, new Date()),
        );
        const append = { ...claimed.lease, events };
        const [appended] = await appendEvents(db.pool, { flushId: randomUUID(), appends: [append] });
        return { writer, count: events.length, lastSeq: appended?.lastSeq ?? 0 };
      }),
    );
    const stored = (await eventsOf(given.projectId, sessionId)).slice(before);
    expect(stored.map(({ seq }) => seq)).toEqual(stored.map((_, index) => before + index + 1));
    for (const { writer, count, lastSeq } of answers) {
      const own = stored.filter((event) => event.type === "warning" && event.code === String(writer));
      expect(own.map(({ seq }) => seq)).toEqual(
        Array.from({ length: count }, (_, i) => lastSeq - count + 1 + i),
      );
    }
  });

  it("refuses to change a stored event", async () => {
    const given = await givenApp(db.pool);
    const { sessionId } = await sendMessage(db, given);
    await expect(
      db.pool.query("update session_event set type = 'warning' where session_id = $1", [sessionId]),
    ).rejects.toThrow(/never changed/);
  });
});

describe("sweeping", () => {
  async function givenLostRun(durable: boolean) {
    const given = await givenApp(db.pool);
    const sent = await sendMessage(db, given, { durable });
    const runner = await actAsRunner(db);
    const claimed = (await runner.claim()).find(({ lease }) => lease.runId === sent.runId);
    if (!claimed) throw new Error("The run was not claimed");
    await markRunning(db.pool, claimed.lease);
    await runner.append(claimed.lease, openTurn(["Half an ", "answer"]));
    const waiting = await sendMessage(db, given, { sessionId: sent.sessionId, message: "Next" });
    await db.pool.query("update runner set heartbeat_at = now() - interval '1 minute' where id = $1", [
      runner.id,
    ]);
    return { given, waiting, ...sent };
  }

  it("C11 ends a run whose runner is gone as runner_lost, its blocks closed, its text kept, its session free", async () => {
    const { given, runId, sessionId, waiting } = await givenLostRun(false);
    await Promise.all([1, 2, 3].map(() => sweepLostRuns(db, { leaseMs: 10_000, now: new Date() })));
    const run = await findRun(db.pool, given.projectId, runId);
    expect(run).toMatchObject({
      status: "failed",
      stopReason: "runner_lost",
      output: { text: "Half an answer", partial: true },
    });
    const events = await eventsOf(given.projectId, sessionId);
    expect(findGrammarFault(events, { complete: false })).toBeNull();
    const own = events.filter((event) => event.runId === runId);
    expect(own.slice(-3).map(({ type }) => type)).toEqual(["text.finished", "turn.finished", "run.finished"]);
    expect(own.filter(({ type }) => type === "run.finished")).toEqual([expect.objectContaining({ run })]);
    const next = await actAsRunner(db);
    expect((await next.claim()).map(({ lease }) => lease.runId)).toContain(waiting.runId);
  });

  it("C11 gives a durable run back to the queue ahead of everything else of its session", async () => {
    const { given, runId, waiting } = await givenLostRun(true);
    await sweepLostRuns(db, { leaseMs: 10_000, now: new Date() });
    expect(await statusOf(given.projectId, runId)).toBe("queued");
    const next = await actAsRunner(db);
    const claimed = (await next.claim()).filter(({ lease }) => lease.projectId === given.projectId);
    expect(claimed.map(({ lease, row }) => [lease.runId, row.attempt])).toEqual([[runId, 2]]);
    expect(await statusOf(given.projectId, waiting.runId)).toBe("queued");
  });

  it("leaves alone a run whose runner is alive", async () => {
    const given = await givenApp(db.pool);
    const { runId } = await sendMessage(db, given);
    const runner = await actAsRunner(db);
    await runner.claim();
    await sweepLostRuns(db, { leaseMs: 10_000, now: new Date() });
    expect(await statusOf(given.projectId, runId)).toBe("starting");
  });

  it("finds a run that should be claimable and is not", async () => {
    const given = await givenApp(db.pool);
    const { runId } = await sendMessage(db, given);
    await db.pool.query("update run set ready_at = null where id = $1", [runId]);
    expect(await sweepForgottenRuns(db)).toBe(1);
    const runner = await actAsRunner(db);
    expect((await runner.claim()).map(({ lease }) => lease.runId)).toContain(runId);
  });
});

describe("cancelling", () => {
  const cancel = (projectId: string, runId: string) =>
    cancelRun(db, { projectId, runId, reason: null, now: new Date() });

  it("C10 cancels a queued run for ever, and its message leaves the transcript", async () => {
    const given = await givenApp(db.pool);
    const { runId, sessionId } = await sendMessage(db, given);
    expect(await cancel(given.projectId, runId)).toMatchObject({ kind: "cancelled" });
    expect(await cancel(given.projectId, runId)).toEqual({ kind: "final" });
    const runner = await actAsRunner(db);
    expect((await runner.claim()).map(({ lease }) => lease.runId)).not.toContain(runId);
    const ends = (await eventsOf(given.projectId, sessionId)).filter(({ type }) => type === "run.finished");
    expect(ends).toHaveLength(1);
  });

  it("C5 raced against its end fifty times, leaves exactly one end that stands in row and log", async () => {
    for (let round = 0; round < 50; round += 1) {
      const given = await givenApp(db.pool);
      const { runId, sessionId } = await sendMessage(db, given);
      const runner = await actAsRunner(db);
      const claimed = (await runner.claim()).find(({ lease }) => lease.runId === runId);
      if (!claimed) throw new Error("The run was not claimed");
      await markRunning(db.pool, claimed.lease);
      await Promise.all([cancel(given.projectId, runId), runner.finish(claimed.lease)]);
      const run = await findRun(db.pool, given.projectId, runId);
      const ends = (await eventsOf(given.projectId, sessionId)).filter(({ type }) => type === "run.finished");
      expect(ends).toEqual([expect.objectContaining({ run })]);
    }
  });
});
