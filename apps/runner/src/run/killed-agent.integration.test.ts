import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Db } from "@slipway/db/db";
import { readRunEvents } from "@slipway/db/events/read-events";
import { listHarnessEntries } from "@slipway/db/harness/list-harness-entries";
import { findRun } from "@slipway/db/runs/find-run";
import { givenApp } from "@slipway/db/testing/given-app";
import { readTranscript } from "@slipway/db/testing/read-log";
import { sendMessage, testDb } from "@slipway/db/testing/send-message";
import { type TestDatabase, testDatabase } from "@slipway/db/testing/test-database";
import { findGrammarFault } from "@slipway/schemas/events/check-grammar";
import { isFinalStatus } from "@slipway/schemas/runs/run-status";
import { startModelServer } from "@slipway/testing/model-server/start-model-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startScriptedRunner, type TestRunner } from "#test/start-test-runner.ts";
import { until, untilFinal } from "#test/until.ts";

let database: TestDatabase;
let db: Db;
let models: Awaited<ReturnType<typeof startModelServer>>;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "slipway-killed-"));
  database = await testDatabase();
  db = testDb(database.url);
  models = await startModelServer({ apiKey: "sk-test" });
});

afterAll(async () => {
  await models.close();
  await db.close();
  await database.close();
  rmSync(folder, { recursive: true });
});

const script = [
  '!tool note {"text":"one"}',
  "!usage in 100 out 10",
  "!then",
  '!tool look {"text":"two"}',
  '!tool note {"text":"three"}',
  "!usage in 200 out 20",
  "!then",
  '!tool note {"text":"four"}',
  "!usage in 300 out 30",
  "!then",
  "!say All done",
  "!usage in 400 out 40",
].join("\n");

type Sent = { readonly projectId: string; readonly sessionId: string; readonly runId: string };

async function givenRun(killAt: number): Promise<Sent> {
  const app = await givenApp(db.pool, {
    type: "agent",
    provider: { baseUrl: `${models.url}/v1`, apiKey: "sk-test" },
    config: { tools: { builtin: [] }, permissions: { default: "allow", rules: [] } },
  });
  const { runId, sessionId } = await sendMessage(db, app, {
    message: script,
    durable: true,
    metadata: { killAt },
  });
  return { projectId: app.projectId, sessionId, runId };
}

/** What the run of a runner that died has come to, after another one has gone on with it. */
async function expectWhole(sent: Sent, attempt: number): Promise<void> {
  const run = await untilFinal(db, { ...sent, timeoutMs: 30_000 });
  expect(run).toMatchObject({
    status: "completed",
    output: { text: expect.stringMatching(/^All done/) },
    attempt,
  });
  const events = await readRunEvents(db.pool, { ...sent, after: 0 });
  expect(findGrammarFault(events)).toBeNull();
  await readTranscript(db, sent);
  // Every turn that came to its end is counted once; one that was cut has told nothing of what it used.
  const finished = events.filter((event) => event.type === "turn.finished");
  expect(run.usage.inputTokens).toBe(finished.reduce((sum, { usage }) => sum + usage.inputTokens, 0));
  expect(run.usage.turns).toBe(events.filter(({ type }) => type === "turn.started").length);
  const entries = await listHarnessEntries(db, sent.projectId, sent.sessionId);
  const answered = entries.flatMap((entry) => (entry.kind === "tool_result" ? [String(entry.callId)] : []));
  const started = events.flatMap((event) => (event.type === "tool.started" ? [event.callId] : []));
  expect(answered.toSorted()).toEqual(started.toSorted());
}

/** Whether the runner dies before its run has ended. */
async function isKilled(runner: TestRunner, { projectId, runId }: Sent): Promise<boolean> {
  let isDead = false;
  void runner.ended.then(() => {
    isDead = true;
  });
  const isFinal = async () => {
    const run = await findRun(db.pool, projectId, runId);
    return run !== null && isFinalStatus(run.status);
  };
  await until("the runner's or the run's end", async () => isDead || (await isFinal()));
  return !(await isFinal());
}

/** A run is in so many moments between two steps; every third one is tried. */
const stride = 3;

it("C31 goes on after kill -9 between two steps: what has finished never runs again, and nothing is forgotten", async () => {
  const effects = path.join(folder, "effects");
  let runner = await startScriptedRunner(database.url, { effects });
  for (let killAt = 1; ; killAt += stride) {
    writeFileSync(effects, "");
    const sent = await givenRun(killAt);
    const wasKilled = await isKilled(runner, sent);
    if (wasKilled) runner = await startScriptedRunner(database.url, { effects });
    await expectWhole(sent, wasKilled ? 2 : 1);
    const left = readFileSync(effects, "utf8").split("\n").filter(Boolean);
    if (!wasKilled) {
      expect(killAt).toBeGreaterThan(20);
      expect(left).toEqual(["note one", "look two", "note three", "note four"]);
      break;
    }
    // A call in flight may have had its effect or not; it never has it twice.
    for (const line of ["note one", "note three", "note four"]) {
      expect(left.filter((effect) => effect === line).length).toBeLessThanOrEqual(1);
    }
    // What may be made again is, until it is known to be done.
    expect(left).toContain("look two");
  }
  await runner.end("SIGKILL");
}, 240_000);
