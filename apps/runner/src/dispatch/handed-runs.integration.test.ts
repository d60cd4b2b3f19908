import type { Db } from "@slipway/db/db";
import { notifyOfRuns } from "@slipway/db/events/notify-of-runs";
import { readRunEvents } from "@slipway/db/events/read-events";
import { claimRuns } from "@slipway/db/runs/claim-runs";
import { handOverLine } from "@slipway/db/runs/hand-over";
import { actAsRunner } from "@slipway/db/testing/act-as-runner";
import { countStatements, type StatementCounts } from "@slipway/db/testing/count-statements";
import { type GivenApp, givenApp, testSecretKey } from "@slipway/db/testing/given-app";
import { hearLines } from "@slipway/db/testing/hear-lines";
import { sendMessage, testDb } from "@slipway/db/testing/send-message";
import { type TestDatabase, testDatabase } from "@slipway/db/testing/test-database";
import { findGrammarFault } from "@slipway/schemas/events/check-grammar";
import { startModelServer } from "@slipway/testing/model-server/start-model-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { compose, type Runner } from "#compose.ts";
import { createHandedRuns } from "#dispatch/handed-runs.ts";
import { readEnv } from "#env.ts";
import { untilFinal } from "#test/until.ts";

let database: TestDatabase;
let db: Db;
let models: Awaited<ReturnType<typeof startModelServer>>;
let runner: Runner;
let countRunner: () => StatementCounts;
let app: GivenApp;

beforeAll(async () => {
  database = await testDatabase();
  db = testDb(database.url);
  models = await startModelServer();
  app = await givenApp(db.pool, { provider: { baseUrl: `${models.url}/v1` } });
  runner = compose(
    readEnv({ DATABASE_URL: database.url, SLIPWAY_SECRET_KEY: testSecretKey, SLIPWAY_LOG_LEVEL: "error" }),
    { sandbox: { kind: "missing", reason: "no tools are needed", advice: "" } },
  );
  countRunner = countStatements(runner.db);
  await runner.heartbeat.start();
});

afterAll(async () => {
  runner.dispatcher.drain();
  await runner.dispatcher.idle();
  await runner.heartbeat.stop();
  await runner.db.close();
  await models.close();
  await db.close();
  await database.close();
});

/** Sends what somebody waits for. No word of it reaches the runner by itself. */
async function send(message: string, sessionId: string | null = null) {
  const sent = await sendMessage(db, app, { message, sessionId, isAwaited: true });
  return { ...sent, line: handOverLine({ runnerId: sent.runnerId ?? "", runId: sent.runId }) };
}

/** The run that is told of meanwhile, and the line with all of it. */
async function telling<Run extends { readonly runId: string }>(work: () => Promise<Run>) {
  await using heard = await hearLines(database.url, "queue");
  const run = await work();
  const told = () => heard.lines.find((line) => line.startsWith(`${runner.runnerId} ${run.runId}\t`));
  await expect.poll(told).toBeDefined();
  return { run, line: told() ?? "" };
}

const endOf = (runId: string) => untilFinal(db, { projectId: app.projectId, runId });

// A run is final for everybody a moment before the one who worked on it has put it away.
const untilIdle = () => expect.poll(() => runner.dispatcher.running).toBe(0);

it("takes up a run that it was handed with one question, and claims nothing", async () => {
  const first = await send("!say Hello");
  runner.dispatcher.hear(first.line);
  await endOf(first.runId);
  await runner.deps.announcer.settle();
  countRunner();
  const sent = await send("!say Hello", first.sessionId);
  expect(sent.runnerId).toBe(runner.runnerId);
  runner.dispatcher.hear(sent.line);
  expect(await endOf(sent.runId)).toMatchObject({
    status: "completed",
    attempt: 1,
    output: { text: "Hello" },
  });
  await runner.deps.announcer.settle();
  const asked = countRunner().statements;
  expect(asked.get("read-handed-runs")).toBe(1);
  expect(asked.get("list-harness-entries")).toBe(1);
  expect(asked.get("finish-run")).toBe(1);
  expect(asked.get("find-revision-config")).toBeUndefined();
  expect(asked.get("find-model-target")).toBeUndefined();
});

it("takes up a run that it was told all of without a question, once, whenever it is told again", async () => {
  countRunner();
  const { run: sent, line } = await telling(() => send("!say Hello"));
  runner.dispatcher.hear(line);
  expect(await endOf(sent.runId)).toMatchObject({ status: "completed", output: { text: "Hello" } });
  await runner.deps.announcer.settle();
  await untilIdle();
  runner.dispatcher.hear(line);
  expect(runner.dispatcher.running).toBe(0);
  expect(countRunner().statements.get("read-handed-runs")).toBeUndefined();
});

it("C28 works once on what it is told of more than once, also where it had claimed it", async () => {
  const sent = await sendMessage(db, app, { message: "!gate held\n!say Hello" });
  const { claimed } = await claimRuns(db.pool, {
    runnerId: runner.runnerId,
    slots: 1,
    projectLimit: 400,
    now: new Date(),
  });
  expect(claimed.map(({ lease }) => lease.runId)).toEqual([sent.runId]);
  const news = { projectId: app.projectId, runId: sent.runId, lastSeq: null, lines: { queue: [""] } };
  const { line } = await telling(async () => {
    await notifyOfRuns(db.pool, [news]);
    return sent;
  });
  runner.dispatcher.hear(line);
  runner.dispatcher.hear(line);
  expect(runner.dispatcher.running).toBe(1);
  await models.reached("held");
  runner.dispatcher.hear(line);
  models.open("held");
  expect(await endOf(sent.runId)).toMatchObject({ status: "completed", output: { text: "Hello" } });
  const events = await readRunEvents(db.pool, { projectId: app.projectId, ...sent, after: 0 });
  expect(findGrammarFault(events)).toBeNull();
  const asked = models.requests.filter(({ request }) =>
    request?.messages.at(-1)?.text?.includes("!gate held"),
  );
  expect(asked).toHaveLength(1);
});

it("leaves alone what another was handed", async () => {
  countRunner();
  runner.dispatcher.hear(handOverLine({ runnerId: "rnr_another", runId: "run_of_another" }));
  // What is heard is asked for in the next round of the event loop.
  await new Promise((resolve) => setImmediate(resolve));
  expect(countRunner().statements.get("read-handed-runs")).toBeUndefined();
});

it("C10 stops a run that is cancelled while it is being taken up", async () => {
  const sent = await send("!say One\n!hang");
  runner.dispatcher.hear(sent.line);
  runner.dispatcher.cancel(sent.runId);
  expect(await endOf(sent.runId)).toMatchObject({ status: "cancelled" });
});

// Behind what counts: from here on the runner looks by itself, also between two lines of a test.
it("finds a run within a second that it was handed without hearing of it", async () => {
  runner.dispatcher.start();
  const sent = await send("!say Hello");
  expect(sent.runnerId).toBe(runner.runnerId);
  expect(await endOf(sent.runId)).toMatchObject({ status: "completed", attempt: 1 });
});

it("gives back what it has no room for, and another goes on with it", async () => {
  await db.pool.query("update runner set capacity = 1 where id = $1", [runner.runnerId]);
  const full = await actAsRunner(db, { projectLimit: 400 });
  const sent = await send("!say Hello");
  expect(sent.runnerId).toBe(full.id);
  const idle = Promise.withResolvers<void>();
  const handed = createHandedRuns(runner.deps, {
    runnerId: full.id,
    hasBegun: () => false,
    take: () => false,
    onIdle: idle.resolve,
  });
  handed.hear(sent.runId);
  expect(handed.isBusy).toBe(true);
  await idle.promise;
  runner.dispatcher.wake();
  expect(await endOf(sent.runId)).toMatchObject({ status: "completed", attempt: 2 });
});
