import { randomUUID } from "node:crypto";
import { findGrammarFault } from "@slipway/schemas/events/check-grammar";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Db } from "#db.ts";
import { notify } from "#events/notify.ts";
import { notifyOfRuns } from "#events/notify-of-runs.ts";
import { readRunEvents } from "#events/read-events.ts";
import { findRun } from "#runs/find-run.ts";
import { handOverLine, readHandedRuns, readHandOverLine } from "#runs/hand-over.ts";
import { actAsRunner, type HandRunner, turnOf } from "#testing/act-as-runner.ts";
import { type GivenApp, givenApp } from "#testing/given-app.ts";
import { hearLines } from "#testing/hear-lines.ts";
import { sendMessage, testDb } from "#testing/send-message.ts";
import { type TestDatabase, testDatabase } from "#testing/test-database.ts";

let database: TestDatabase;
let db: Db;
let app: GivenApp;

beforeAll(async () => {
  database = await testDatabase();
  db = testDb(database.url);
});
afterAll(async () => {
  await db.close();
  await database.close();
});
beforeEach(async () => {
  await db.pool.query("truncate run, session, session_event, harness_entry, runner");
  app = await givenApp(db.pool);
});

/** Everybody has been told of it when this resolves: who listens from then on hears none of it. */
async function send(more: Parameters<typeof sendMessage>[2] = {}) {
  const sent = await sendMessage(db, app, { isAwaited: true, ...more });
  await sent.told.isTold;
  return sent;
}
const runOf = (runId: string) => findRun(db.pool, app.projectId, runId);
const givenRunner = (options: Parameters<typeof actAsRunner>[1] = {}) =>
  actAsRunner(db, { projectLimit: 400, ...options });

/** What runners are told meanwhile, in any order: a run that is handed over, and the empty line that `sendMessage` sends. */
async function hearing<Sent>(sending: () => Promise<Sent>): Promise<{ sent: Sent; lines: string[] }> {
  await using heard = await hearLines(database.url, "queue");
  const sent = await sending();
  await expect.poll(() => heard.lines.length).toBeGreaterThanOrEqual(2);
  return { sent, lines: heard.lines.toSorted().reverse() };
}

async function takeOne({ id }: HandRunner, runId: string) {
  const [handed] = await readHandedRuns(db.pool, { runnerId: id, runIds: [runId] });
  return handed ?? expect.unreachable();
}

describe("a run that somebody waits for", () => {
  it("C1 is a runner's as it is stored, under a lease, with its first events in the log", async () => {
    const runner = await givenRunner();
    const sent = await send();
    expect(sent.runnerId).toBe(runner.id);
    expect(await runOf(sent.runId)).toMatchObject({ status: "starting", attempt: 1 });
    const { lease, row, begun } = await takeOne(runner, sent.runId);
    expect(row).toMatchObject({ id: sent.runId, status: "starting", attempt: 1 });
    const stored = await readRunEvents(db.pool, { ...lease, after: 0 });
    expect(stored.map(({ type }) => type)).toEqual(["message.created", "run.queued", "run.started"]);
    expect(sent).toMatchObject({ firstSeq: 1, lastSeq: 2 });
    expect(begun?.lastSeq).toBe(3);
    expect(
      begun?.events.map(({ type, at, data }) => ({ type, at: at.toISOString(), ...JSON.parse(data) })),
    ).toEqual(stored.slice(2).map(({ seq: _, sessionId: _s, runId: _r, ...event }) => event));
    expect(await runner.append(lease, turnOf(["Hi."]))).toBe(8);
    expect(await runner.finish(lease)).not.toBe("fenced");
    expect(findGrammarFault(await readRunEvents(db.pool, { ...lease, after: 0 }))).toBeNull();
    expect(await runOf(sent.runId)).toMatchObject({ status: "completed" });
  });

  it("is one in a session that has nothing to do, too, and queues behind what it does", async () => {
    const runner = await givenRunner();
    const first = await send();
    const { sessionId } = first;
    const behind = await send({ sessionId });
    expect(behind.runnerId).toBeNull();
    expect(await runOf(behind.runId)).toMatchObject({ status: "queued" });
    await runner.finish((await takeOne(runner, first.runId)).lease);
    const [promoted] = await runner.claim();
    await runner.finish(promoted?.lease ?? expect.unreachable());
    const again = await send({ sessionId });
    expect(again.runnerId).toBe(runner.id);
    const { lease } = await takeOne(runner, again.runId);
    expect(await runner.append(lease, turnOf(["Hi."]))).toBeGreaterThan(again.lastSeq + 1);
  });

  it("tells that runner all of it, and nobody that there is something to claim", async () => {
    const runner = await givenRunner();
    const message = 'He said:\n"漢\t\\u0041"\r\n';
    const { sent, lines } = await hearing(() => send({ message }));
    expect(lines.map((line) => readHandOverLine(line) !== null)).toEqual([true, false]);
    const handOver = readHandOverLine(lines[0] ?? "");
    expect(handOver).toMatchObject({ runnerId: runner.id, runId: sent.runId });
    expect(handOver?.run()).toEqual(await takeOne(runner, sent.runId));
    expect(handOver?.run()?.row.input).toEqual({ message });
  });

  it("tells it as much of a session's next run, with the number of the session's last event", async () => {
    const runner = await givenRunner();
    const { sessionId, runId } = await send();
    await runner.finish((await takeOne(runner, runId)).lease);
    const { sent, lines } = await hearing(() => send({ sessionId }));
    const told = readHandOverLine(lines[0] ?? "")?.run();
    expect(told).toEqual(await takeOne(runner, sent.runId));
    expect(told?.begun?.lastSeq).toBe(sent.lastSeq + 1);
    expect(sent.told.channels).toEqual(["queue"]);
    expect(await sent.told.isTold).toBe(true);
  });

  it("is only named where it is longer than a notification", async () => {
    const runner = await givenRunner();
    const { sent, lines } = await hearing(() => send({ message: "漢".repeat(3_000) }));
    expect(lines).toEqual([handOverLine({ runnerId: runner.id, runId: sent.runId }), ""]);
    expect(readHandOverLine(lines[0] ?? "")?.run()).toBeNull();
  });

  it("is only named where its lease is gone before it is told of", async () => {
    const runner = await givenRunner();
    const sent = await send();
    await db.pool.query("update session set lease_token = null where id = $1", [sent.sessionId]);
    const { lines } = await hearing(async () => {
      const lines = { queue: [""] };
      await notifyOfRuns(db.pool, [{ projectId: app.projectId, runId: sent.runId, lastSeq: null, lines }]);
      await notify(db.pool, lines);
    });
    expect(lines).toEqual([handOverLine({ runnerId: runner.id, runId: sent.runId }), ""]);
  });

  it("goes to the runner with the fewest", async () => {
    const runners = [await givenRunner(), await givenRunner(), await givenRunner()];
    const given: (string | null)[] = [];
    for (let sent = 0; sent < 6; sent += 1) given.push((await send()).runnerId);
    for (const { id } of runners) expect(given.filter((one) => one === id)).toHaveLength(2);
  });

  it("is not a runner's again when it is sent again", async () => {
    await givenRunner();
    const clientMessageId = randomUUID();
    const requestHash = "same";
    const first = await send({ clientMessageId, requestHash });
    await expect(send({ clientMessageId, requestHash })).rejects.toThrow("repeated");
    const { rows } = await db.pool.query("select id from run");
    expect(rows).toEqual([{ id: first.runId }]);
  });
});

describe("waits in the queue", () => {
  const silent = "update runner set heartbeat_at = now() - interval '5 seconds'";

  it.each([
    ["where there is no runner", () => Promise.resolve()],
    ["where none takes what it did not claim", () => actAsRunner(db)],
    ["where the only one drains", () => givenRunner({ isDraining: true })],
    ["where the only one is silent", () => givenRunner().then(() => db.pool.query(silent))],
    ["where the only one has little room", () => givenRunner({ capacity: 15 })],
    ["where the project is near to its limit", () => givenRunner({ projectLimit: 15 })],
    ["where another waits", () => send().then(() => givenRunner())],
  ])("%s", async (_where, arrange: () => Promise<unknown>) => {
    await arrange();
    const sent = await send();
    expect(sent.runnerId).toBeNull();
    expect(await runOf(sent.runId)).toMatchObject({ status: "queued", attempt: 0 });
  });

  it("where nobody waits for it", async () => {
    await givenRunner();
    expect((await send({ isAwaited: false })).runnerId).toBeNull();
  });

  it("where many begin already", async () => {
    await givenRunner();
    const sent = await Promise.all(Array.from({ length: 80 }, () => send()));
    const handed = sent.filter(({ runnerId }) => runnerId !== null);
    expect(handed.length).toBeGreaterThanOrEqual(16);
    expect(handed.length).toBeLessThanOrEqual(32);
  });

  it("C37 as soon as a project comes near to its limit, however many are sent at once", async () => {
    const runner = await givenRunner({ projectLimit: 40 });
    let handed = 0;
    for (let wave = 1; wave <= 6; wave += 1) {
      await runner.beat();
      const sent = await Promise.all(Array.from({ length: 10 }, () => send()));
      handed += sent.filter(({ runnerId }) => runnerId !== null).length;
      await db.pool.query("update run set status = 'running' where status = 'starting'");
      await db.pool.query(
        "update run set status = 'cancelled', stop_reason = 'cancelled' where status = 'queued'",
      );
    }
    expect(handed).toBeGreaterThanOrEqual(25);
    expect(handed).toBeLessThanOrEqual(40);
  });
});

it("C15 a run begins as starting only with its runner", async () => {
  const { runId } = await send();
  const copy = (status: string, runnerId: string | null) =>
    db.pool.query(
      `insert into run select r.* from run old, jsonb_populate_record(old,
         jsonb_build_object('id', $2::text, 'status', $3::text, 'runner_id', $4::text)) r where old.id = $1`,
      [runId, `run_${randomUUID()}`, status, runnerId],
    );
  await copy("starting", "rnr_1");
  await expect(copy("starting", null)).rejects.toThrow("a run starts as queued");
  await expect(copy("running", "rnr_1")).rejects.toThrow("a run starts as queued");
});
