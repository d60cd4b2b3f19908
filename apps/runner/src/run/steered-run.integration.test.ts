import { notify } from "@slipway/db/events/notify";
import { findRun } from "@slipway/db/runs/find-run";
import { type SteeredRun, steerRun } from "@slipway/db/runs/steer-run";
import { type GivenApp, givenApp } from "@slipway/db/testing/given-app";
import { linesOf, readLog, readTranscript } from "@slipway/db/testing/read-log";
import { sendMessage, testDb } from "@slipway/db/testing/send-message";
import { testDatabase } from "@slipway/db/testing/test-database";
import { foldEvents } from "@slipway/schemas/events/fold-messages";
import { isFinalStatus } from "@slipway/schemas/runs/run-status";
import { startModelServer } from "@slipway/testing/model-server/start-model-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestRunner, type TestRunner } from "#test/start-test-runner.ts";
import { until, untilFinal } from "#test/until.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
let db: ReturnType<typeof testDb>;
let models: Awaited<ReturnType<typeof startModelServer>>;
let runner: TestRunner;

beforeAll(async () => {
  database = await testDatabase();
  db = testDb(database.url);
  models = await startModelServer({ apiKey: "sk-test" });
  runner = await startTestRunner(database.url);
});

afterAll(async () => {
  await runner.end("SIGTERM");
  await models.close();
  await db.close();
  await database.close();
});

const givenScripted = (config = {}) =>
  givenApp(db.pool, { provider: { baseUrl: `${models.url}/v1`, apiKey: "sk-test" }, config });

/** Says something into a run as a web does. */
async function say({ projectId }: GivenApp, runId: string, message: string): Promise<SteeredRun["kind"]> {
  const trace = { traceId: "1".repeat(32), parentSpanId: null, traceFlags: 1, traceState: null };
  const sender = { source: "api", userId: null, trace, maxQueued: 2_000, now: new Date() } as const;
  const asked = { projectId, runId, said: { message }, clientMessageId: null, requestHash: message };
  const { kind } = await steerRun(db, { ...asked, ...sender });
  await notify(db.pool, { queue: [""] });
  return kind;
}

const transcriptOf = (app: GivenApp, sessionId: string) => readTranscript(db, { ...app, sessionId });

async function untilIdle(app: GivenApp, sessionId: string): Promise<void> {
  await until("the end of all runs", async () => {
    const { rows } = await db.pool.query(
      "select 1 from run where project_id = $1 and session_id = $2 and finished_at is null",
      [app.projectId, sessionId],
    );
    return rows.length === 0;
  });
}

it("C26 a run takes what was said into it after its turn, and goes on with another one", async () => {
  const app = await givenScripted();
  const { runId, sessionId } = await sendMessage(db, app, { message: "!gate steered\n!say First answer" });
  await models.reached("steered");
  await say(app, runId, "!say Second answer");
  models.open("steered");
  const run = await untilFinal(db, { ...app, runId });
  expect(run).toMatchObject({ status: "completed", output: { text: "Second answer" }, usage: { turns: 2 } });
  const messages = await transcriptOf(app, sessionId);
  expect(linesOf(messages)).toEqual([
    "user: !gate steered\n!say First answer",
    "assistant: First answer",
    "user: !say Second answer",
    "assistant: Second answer",
  ]);
  expect(new Set(messages.map(({ id }) => id)).size).toBe(4);
  expect(messages.every((message) => message.runId === runId)).toBe(true);
  const asked = models.requests.at(-1)?.request?.messages.map(({ role }) => role);
  expect(asked).toEqual(["user", "assistant", "user"]);
  const { rows } = await db.pool.query("select id from run where session_id = $1", [sessionId]);
  expect(rows).toEqual([{ id: runId }]);
});

it("C38 what a run has no turn left for becomes the next run, before the queue", async () => {
  const app = await givenScripted({ budget: { maxTurns: 1 } });
  const { runId, sessionId } = await sendMessage(db, app, {
    message: "!gate one-turn\n!say One",
    budget: { maxTurns: 1 },
  });
  await models.reached("one-turn");
  await sendMessage(db, app, { sessionId, message: "!say Queued", budget: { maxTurns: 1 } });
  await say(app, runId, "!say Steered");
  models.open("one-turn");
  await untilIdle(app, sessionId);
  expect(await findRun(db.pool, app.projectId, runId)).toMatchObject({ status: "completed" });
  expect(linesOf(await transcriptOf(app, sessionId)).slice(1)).toEqual([
    "assistant: One",
    "user: !say Steered",
    "assistant: Steered",
    "user: !say Queued",
    "assistant: Queued",
  ]);
});

it("C31 what a durable run took is said once, also when its runner dies over the answer", async () => {
  const app = await givenScripted();
  const sent = await sendMessage(db, app, { message: "!gate taken\n!say One", durable: true });
  const { runId, sessionId } = sent;
  await models.reached("taken");
  await say(app, runId, "!say Half of two\n!hang");
  models.open("taken");
  await until("half of the second answer", async () => {
    const { messages } = foldEvents(await readLog(db, { ...app, sessionId }));
    return linesOf(messages).at(-1) === "assistant: Half of two";
  });
  await runner.end("SIGKILL");
  models.script("!say , and the rest");
  runner = await startTestRunner(database.url);
  expect(await untilFinal(db, { ...app, runId })).toMatchObject({ status: "completed", attempt: 2 });
  expect(linesOf(await transcriptOf(app, sessionId))).toEqual([
    "user: !gate taken\n!say One",
    "assistant: One",
    "user: !say Half of two\n!hang",
    "assistant: Half of two, and the rest",
  ]);
}, 60_000);

it("C5 nothing that was said is lost or said twice when it races the run's end, 50 times", async () => {
  const app = await givenScripted();
  const became = new Map<string, number>();
  for (let round = 0; round < 50; round += 1) {
    const gate = `race-${round}`;
    const { runId, sessionId } = await sendMessage(db, app, {
      message: `!say Hi\n!gate ${gate}\n!say there`,
    });
    await models.reached(gate);
    models.open(gate);
    await new Promise((resolve) => setTimeout(resolve, round % 10));
    const kind = await say(app, runId, "!say Steered");
    await untilIdle(app, sessionId);
    const messages = await transcriptOf(app, sessionId);
    const steers = messages.filter(({ parts }) =>
      parts.some((part) => "text" in part && part.text === "!say Steered"),
    );
    expect(steers).toHaveLength(kind === "steered" ? 1 : 0);
    const events = await readLog(db, { ...app, sessionId });
    const runs = new Set(events.map((event) => event.runId));
    expect(events.filter(({ type }) => type === "run.finished")).toHaveLength(runs.size);
    expect(messages.at(-1)).toMatchObject({ role: "assistant" });
    const accepted = steers[0]?.runId === runId ? "taken" : "next run";
    const fate = kind === "steered" ? accepted : kind;
    became.set(fate, (became.get(fate) ?? 0) + 1);
    expect(isFinalStatus((await findRun(db.pool, app.projectId, runId))?.status ?? "queued")).toBe(true);
  }
  expect([...became.keys()].every((fate) => ["taken", "next run", "final"].includes(fate))).toBe(true);
  expect(became.size).toBeGreaterThan(1);
}, 120_000);
