import type { Db } from "@slipway/db/db";
import { notify } from "@slipway/db/events/notify";
import { readRunEvents } from "@slipway/db/events/read-events";
import { cancelRun } from "@slipway/db/runs/cancel-run";
import { findRun } from "@slipway/db/runs/find-run";
import { type GivenApp, givenApp } from "@slipway/db/testing/given-app";
import { sendMessage, testDb } from "@slipway/db/testing/send-message";
import { type TestDatabase, testDatabase } from "@slipway/db/testing/test-database";
import { findGrammarFault } from "@slipway/schemas/events/check-grammar";
import { startModelServer } from "@slipway/testing/model-server/start-model-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestRunner, type TestRunner } from "#test/start-test-runner.ts";
import { until, untilEvent, untilFinal } from "#test/until.ts";

let database: TestDatabase;
let db: Db;
let models: Awaited<ReturnType<typeof startModelServer>>;
let runners: TestRunner[];

beforeAll(async () => {
  database = await testDatabase();
  db = testDb(database.url);
  models = await startModelServer();
  runners = await Promise.all(
    [1, 2, 3].map(() => startTestRunner(database.url, { SLIPWAY_RUNNER_CONCURRENCY: "8" })),
  );
});

afterAll(async () => {
  await Promise.all(runners.map((runner) => runner.end("SIGKILL")));
  await models.close();
  await db.close();
  await database.close();
});

const givenScriptedApp = () => givenApp(db.pool, { provider: { baseUrl: `${models.url}/v1` } });

type Sent = { readonly sessionId: string; readonly runId: string };

/** Cancels as a web does. */
async function cancel({ projectId }: GivenApp, { runId }: Sent) {
  const cancelled = await cancelRun(db, { projectId, runId, reason: null, now: new Date() });
  await notify(db.pool, { cancel: [runId] });
  return cancelled.kind;
}

async function expectOneEnd({ projectId }: GivenApp, { sessionId, runId }: Sent) {
  const events = await readRunEvents(db.pool, { projectId, sessionId, runId, after: 0 });
  expect(events.filter((event) => event.type === "run.finished")).toHaveLength(1);
  expect(findGrammarFault(events)).toBeNull();
}

it("C10 reaches the right one of three runners within a second, 20 times", async () => {
  const app = await givenScriptedApp();
  const all = await Promise.all(
    Array.from({ length: 20 }, (_, n) => sendMessage(db, app, { message: `!say Number ${n}\n!hang` })),
  );
  await Promise.all(
    all.map((sent) =>
      untilEvent(db, { projectId: app.projectId, ...sent }, (event) => event.type === "text.delta"),
    ),
  );
  const { rows } = await db.pool.query("select distinct runner_id from run where status = 'running'");
  expect(rows).toHaveLength(3);
  for (const [n, sent] of all.entries()) {
    const startedAt = performance.now();
    expect(await cancel(app, sent)).toBe("requested");
    const run = await untilFinal(db, { ...app, runId: sent.runId, timeoutMs: 3_000 });
    expect(run).toMatchObject({ status: "cancelled", output: { text: `Number ${n}`, partial: true } });
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    const next = all[n + 1];
    if (next) expect(await findRun(db.pool, app.projectId, next.runId)).toMatchObject({ status: "running" });
  }
}, 60_000);

it("C5 leaves one end when a cancel races the run's own end, 50 times", async () => {
  const app = await givenScriptedApp();
  const statuses = new Set<string>();
  for (let n = 0; n < 50; n++) {
    const sent = await sendMessage(db, app, { message: `!gate race-${n}\n!say Done` });
    await models.reached(`race-${n}`);
    // Its last words come just before the cancel, at the same time, and just after it.
    if (n % 3 === 0) models.open(`race-${n}`);
    const cancelling = cancel(app, sent);
    if (n % 3 === 2) await cancelling;
    models.open(`race-${n}`);
    await cancelling;
    const run = await untilFinal(db, { ...app, runId: sent.runId });
    await cancel(app, sent);
    expect(await findRun(db.pool, app.projectId, sent.runId)).toEqual(run);
    await expectOneEnd(app, sent);
    statuses.add(run.status);
  }
  expect([...statuses].toSorted()).toEqual(["cancelled", "completed"]);
}, 60_000);

it("C10 C6 stops a run that is still starting, a waiting one at once, and answers the same twice", async () => {
  const app = await givenScriptedApp();
  const first = await sendMessage(db, app, { message: "!hang" });
  const second = await sendMessage(db, app, { sessionId: first.sessionId, message: "Never" });
  expect(await cancel(app, second)).toBe("cancelled");
  expect(await cancel(app, second)).toBe("final");
  // Nobody can read its configuration, and no runner remembers it: the run stays in its set-up.
  const unread = await givenScriptedApp();
  const client = await db.pool.connect();
  await client.query("begin; lock table revision in access exclusive mode");
  const third = await sendMessage(db, unread, { message: "!say Never asked" });
  await until(
    "the set-up",
    async () => (await findRun(db.pool, unread.projectId, third.runId))?.status === "starting",
  );
  expect(await cancel(unread, third)).toBe("requested");
  await client.query("commit");
  client.release();
  expect(await untilFinal(db, { ...unread, runId: third.runId })).toMatchObject({
    status: "cancelled",
    output: null,
  });
  await expectOneEnd(unread, third);
  expect(models.requests.some(({ request }) => request?.messages.at(-1)?.text === "!say Never asked")).toBe(
    false,
  );
  expect(await cancel(app, first)).toBe("requested");
  expect(await untilFinal(db, { ...app, runId: first.runId })).toMatchObject({ status: "cancelled" });
});

it("C13 C27 runs one at work and three that wait to their ends, in order, across a restart of every runner", async () => {
  const app = await givenScriptedApp();
  const first = await sendMessage(db, app, { message: "!say one\n!hang times 1\n!say more", durable: true });
  const rest: Sent[] = [];
  for (const word of ["two", "three", "four"])
    rest.push(await sendMessage(db, app, { sessionId: first.sessionId, message: `!say ${word}` }));
  await untilEvent(db, { projectId: app.projectId, ...first }, (event) => event.type === "text.delta");
  await Promise.all(runners.map((runner) => runner.end("SIGKILL")));
  // A runner of the same machine knows that the old ones have ended: nobody waits for their leases, which never lapse here.
  await db.pool.query("update runner set heartbeat_at = now() + interval '1 day'");
  runners = [await startTestRunner(database.url)];
  await until(
    "the first run to go on",
    async () => (await findRun(db.pool, app.projectId, first.runId))?.attempt === 2,
  );
  const runs = await Promise.all([first, ...rest].map(({ runId }) => untilFinal(db, { ...app, runId })));
  expect(runs.map((run) => run.status)).toEqual(["completed", "completed", "completed", "completed"]);
  const starts = runs.slice(1).map((run) => run.startedAt ?? "");
  expect(starts).toEqual(starts.toSorted());
}, 60_000);

it("C10 cancels a run whose runner is dead within its lease and two seconds", async () => {
  const app = await givenScriptedApp();
  const sent = await sendMessage(db, app, { message: "!say Last words\n!hang", durable: true });
  await untilEvent(db, { projectId: app.projectId, ...sent }, (event) => event.type === "text.delta");
  const other = await startTestRunner(database.url);
  const [owner] = runners;
  if (!owner) throw new Error("There is no runner");
  expect(
    await cancelRun(db, { projectId: app.projectId, runId: sent.runId, reason: null, now: new Date() }),
  ).toMatchObject({
    kind: "requested",
  });
  await owner.end("SIGKILL");
  const killedAt = performance.now();
  expect(await untilFinal(db, { ...app, runId: sent.runId })).toMatchObject({ status: "cancelled" });
  expect(performance.now() - killedAt).toBeLessThan(12_000);
  await expectOneEnd(app, sent);
  runners = [other];
}, 40_000);
