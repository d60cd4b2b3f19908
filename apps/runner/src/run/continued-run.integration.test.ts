import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { listCheckpoints } from "@slipway/db/checkpoints/list-checkpoints";
import type { Db } from "@slipway/db/db";
import { type RetriedRun, retryRun } from "@slipway/db/runs/retry-run";
import { type GivenApp, givenApp } from "@slipway/db/testing/given-app";
import { readLog, readTranscript } from "@slipway/db/testing/read-log";
import { sendMessage, testDb } from "@slipway/db/testing/send-message";
import { type TestDatabase, testDatabase } from "@slipway/db/testing/test-database";
import type { Message } from "@slipway/schemas/messages/message";
import { startModelServer } from "@slipway/testing/model-server/start-model-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestRunner, type TestRunner } from "#test/start-test-runner.ts";
import { untilFinal } from "#test/until.ts";

let database: TestDatabase;
let db: Db;
let models: Awaited<ReturnType<typeof startModelServer>>;
let runner: TestRunner;
let dataDir: string;

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), "slipway-continue-"));
  database = await testDatabase();
  db = testDb(database.url);
  models = await startModelServer({ apiKey: "sk-test" });
  runner = await startTestRunner(database.url, { SLIPWAY_DATA_DIR: dataDir, PATH: process.env.PATH });
});

afterAll(async () => {
  await runner.end("SIGTERM");
  await models.close();
  await db.close();
  await database.close();
  rmSync(dataDir, { recursive: true });
});

const trace = { traceId: "1".repeat(32), parentSpanId: null, traceFlags: 1, traceState: null };
const write = (name: string, content: string) => `!tool write ${JSON.stringify({ path: name, content })}`;

const givenAgent = () =>
  givenApp(db.pool, {
    type: "agent",
    provider: { baseUrl: `${models.url}/v1`, apiKey: "sk-test" },
    config: { tools: { builtin: ["write", "read"] }, permissions: { default: "allow", rules: [] } },
  });

async function retry(
  { projectId }: GivenApp,
  runId: string,
  checkpointId: string | null,
): Promise<RetriedRun> {
  const input = { projectId, runId, checkpointId, source: "api", userId: null, trace } as const;
  return await retryRun(db, { ...input, maxQueued: 9, now: new Date() });
}

async function goOn(app: GivenApp, runId: string, checkpointId: string | null) {
  const retried = await retry(app, runId, checkpointId);
  if (retried.kind !== "created") throw new Error(retried.kind);
  return await untilFinal(db, { projectId: app.projectId, runId: retried.runId });
}

/** What is shown, one line a message; what counts no more in brackets. */
const lines = (messages: readonly Message[]) =>
  messages.map(({ role, parts, superseded }) => {
    const said = parts.map((part) => (part.type === "tool" ? `[${part.name}]` : part.type)).join(" ");
    return superseded ? `(${role}: ${said})` : `${role}: ${said}`;
  });

it("C30 C31 a run that failed goes on from one of its steps: record, files and transcript are those of the step", async () => {
  const app = await givenAgent();
  const { projectId } = app;
  const sent = await sendMessage(db, app, {
    message: [
      write("a.txt", "first"),
      "!then",
      write("a.txt", "second"),
      write("b.txt", "new"),
      "!then",
      "!error 400 times 1",
      "!say Done",
    ].join("\n"),
    durable: true,
  });
  const { sessionId } = sent;
  const failed = await untilFinal(db, { projectId, runId: sent.runId });
  expect(failed).toMatchObject({ status: "failed", usage: { toolCalls: 3 } });
  const { items } = await listCheckpoints(db.pool, { projectId, sessionId, limit: 10 });
  const idOf = (step: number) => items.find((item) => item.step === step)?.id ?? "";
  const folder = path.join(dataDir, "workspaces", projectId, sessionId);

  expect(await retry(app, sent.runId, "chk_none")).toEqual({
    kind: "no_checkpoint",
    checkpointIds: [idOf(1), idOf(2)],
  });
  let asked = models.requests.length;
  const first = await goOn(app, sent.runId, idOf(1));
  expect(first).toMatchObject({
    status: "completed",
    retryOf: sent.runId,
    checkpointId: idOf(1),
    usage: { turns: 2, toolCalls: 2 },
  });
  // The model was given the message once, and the step that is kept, and asked for what comes after it.
  const roles = models.requests[asked]?.request?.messages.map(({ role }) => role);
  expect(roles).toEqual(["system", "user", "assistant", "tool"]);
  expect(readFileSync(path.join(folder, "a.txt"), "utf8")).toBe("second");
  const transcript = await readTranscript(db, { projectId, sessionId });
  expect(lines(transcript)).toEqual([
    "user: text",
    "assistant: [write]",
    "(assistant: [write] [write] error)",
    "assistant: [write] [write] text",
  ]);
  // The files were the step's when the run began: b.txt came anew.
  const log = await readLog(db, { projectId, sessionId });
  const changes = log.flatMap((event) =>
    event.type === "file.changed" && event.runId === first.id ? [`${event.change} ${event.path}`] : [],
  );
  expect(changes).toEqual(["changed a.txt", "created b.txt"]);

  // Again from the step of the run before: the one in between never happened.
  const again = await goOn(app, first.id, idOf(1));
  expect(again).toMatchObject({ status: "failed", usage: { turns: 2, toolCalls: 2 } });
  const own = (await listCheckpoints(db.pool, { projectId, sessionId, limit: 10 })).items.filter(
    ({ runId }) => runId === again.id,
  );
  expect(own.map(({ step }) => step)).toEqual([1]);
  // What the first retry went on from and dropped cannot be gone on from any more.
  expect(await retry(app, again.id, idOf(2))).toMatchObject({
    checkpointIds: [idOf(1), own[0]?.id],
  });

  // From the start: the message is said once, and nothing of all that is seen.
  asked = models.requests.length;
  await goOn(app, again.id, null);
  expect(models.requests[asked]?.request?.messages.map(({ role }) => role)).toEqual(["system", "user"]);
  const after = await readTranscript(db, { projectId, sessionId });
  expect(lines(after).filter((line) => !line.startsWith("("))).toEqual([
    "user: text",
    "assistant: [write] [write] [write] text",
  ]);
  expect(readdirSync(folder).toSorted()).toEqual(["a.txt", "b.txt"]);
}, 60_000);
