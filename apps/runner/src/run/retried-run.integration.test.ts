import { retryRun } from "@slipway/db/runs/retry-run";
import { givenApp } from "@slipway/db/testing/given-app";
import { sendMessage, testDb } from "@slipway/db/testing/send-message";
import { testDatabase } from "@slipway/db/testing/test-database";
import { startModelServer } from "@slipway/testing/model-server/start-model-server";
import { expect, it } from "vitest";
import { startTestRunner } from "#test/start-test-runner.ts";
import { untilFinal } from "#test/until.ts";

it("the model gets a retried message once, and never the answer that it took the place of", async () => {
  await using stack = new AsyncDisposableStack();
  const database = stack.adopt(await testDatabase(), (it) => it.close());
  const db = stack.adopt(testDb(database.url), (it) => it.close());
  const models = stack.adopt(await startModelServer({ apiKey: "sk-test" }), (it) => it.close());
  stack.use(await startTestRunner(database.url));
  const app = await givenApp(db.pool, { provider: { baseUrl: `${models.url}/v1`, apiKey: "sk-test" } });
  const first = await sendMessage(db, app, { message: "!say The wrong answer" });
  await untilFinal(db, { ...app, runId: first.runId });
  const trace = { traceId: "0".repeat(31).concat("1"), parentSpanId: null, traceFlags: 1, traceState: null };
  const retry = {
    ...app,
    runId: first.runId,
    checkpointId: null,
    source: "api",
    userId: null,
    trace,
    maxQueued: 9,
  } as const;
  const retried = await retryRun(db, { ...retry, now: new Date() });
  if (retried.kind !== "created") throw new Error(retried.kind);
  const again = await untilFinal(db, { ...app, runId: retried.runId });
  expect(again).toMatchObject({ status: "completed", retryOf: first.runId });
  const next = await sendMessage(db, app, { sessionId: first.sessionId, message: "!say Next" });
  await untilFinal(db, { ...app, runId: next.runId });
  const said = models.requests.map(({ request }) => request?.messages.map(({ role, text }) => [role, text]));
  const question = ["user", "!say The wrong answer"];
  expect(said).toEqual([
    [question],
    [question],
    [question, ["assistant", "The wrong answer"], ["user", "!say Next"]],
  ]);
});
