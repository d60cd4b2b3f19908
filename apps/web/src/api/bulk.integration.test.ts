import { cancelRun } from "@slipway/db/runs/cancel-run";
import { markRunning } from "@slipway/db/runs/mark-running";
import { actAsRunner } from "@slipway/db/testing/act-as-runner";
import { type GivenApp, givenApp } from "@slipway/db/testing/given-app";
import { sendMessage } from "@slipway/db/testing/send-message";
import { RunOutcomes } from "@slipway/schemas/public-api/bulk-runs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestWeb, testWeb } from "./test/test-web.ts";

let web: TestWeb;
let given: GivenApp;
let headers: Record<string, string>;

beforeAll(async () => {
  // Each key may start four runs at once.
  web = await testWeb({ invokePerSecond: 0.2 });
  given = await givenApp(web.services.db.pool);
  headers = await web.keyOf("editor", given.projectId);
});
afterAll(() => web[Symbol.asyncDispose]());

const send = async (message: string) =>
  (await sendMessage(web.services.db, given, { message, model: "demo/demo" })).runId;
const post = (action: "cancel" | "retry", runIds: readonly string[], as = headers) =>
  web.call({ method: "POST", path: `/api/v1/runs/${action}`, headers: as, body: { runIds } });
const statusOf = async (id: string) =>
  (await web.call({ method: "GET", path: `/api/v1/runs/${id}`, headers })).body.status;

it("cancels each of several runs, and says of each what became of it", async () => {
  const { db } = web.services;
  const runner = await actAsRunner(db);
  const ended = await send("Ended");
  await runner.finish((await runner.claimOne()).lease, {});
  const working = await send("Works");
  await markRunning(db.pool, (await runner.claimOne()).lease);
  const queued = await send("Queued");
  const others = (await sendMessage(db, await givenApp(db.pool), { message: "Another project's" })).runId;
  const { status, body } = await post("cancel", [ended, working, queued, others, queued]);
  expect(status).toBe(200);
  expect(RunOutcomes.parse(body).items).toEqual([
    {
      runId: ended,
      outcome: "refused",
      error: { code: "conflict", message: "The run had ended before." },
    },
    { runId: working, outcome: "stopping" },
    { runId: queued, outcome: "cancelled" },
    {
      runId: others,
      outcome: "refused",
      error: { code: "not_found", message: expect.stringContaining(others) },
    },
  ]);
  expect(await Promise.all([ended, queued].map(statusOf))).toEqual(["completed", "cancelled"]);
});

it("retries each of several runs that can be, and the others say why not", async () => {
  const { db } = web.services;
  const one = await send("One");
  const open = await send("Open");
  for (const runId of [one]) {
    await cancelRun(db, { projectId: given.projectId, runId, reason: null, now: new Date() });
  }
  const { body } = await post("retry", [open, one, "run_none"]);
  const [waits, again, none] = RunOutcomes.parse(body).items;
  expect(waits).toMatchObject({ runId: open, outcome: "refused", error: { code: "conflict" } });
  expect(none).toMatchObject({ runId: "run_none", outcome: "refused", error: { code: "not_found" } });
  if (again?.outcome !== "retried") throw new Error("It was not retried");
  const answer = await web.call({ method: "GET", path: `/api/v1/runs/${again.newRunId}`, headers });
  expect(answer.body).toMatchObject({ retryOf: one, status: "queued", input: { message: "One" } });
});

it("takes so many at once as the contract says, from whoever may change runs", async () => {
  const viewer = await web.keyOf("viewer", given.projectId);
  for (const action of ["cancel", "retry"] as const) {
    expect((await post(action, ["run_none"], viewer)).status).toBe(403);
    expect((await post(action, [])).status).toBe(400);
    expect(
      (
        await post(
          action,
          Array.from({ length: 51 }, (_, n) => `run_${n}`),
        )
      ).status,
    ).toBe(400);
  }
});

it("C66 starts no more runs than its rate allows, however many one request names", async () => {
  const { db } = web.services;
  const ids = await Promise.all(["A", "B", "C", "D", "E", "F"].map(send));
  for (const runId of ids) {
    await cancelRun(db, { projectId: given.projectId, runId, reason: null, now: new Date() });
  }
  const { body } = await post("retry", ids, await web.keyOf("editor", given.projectId));
  const { items } = RunOutcomes.parse(body);
  expect(items.map(({ outcome }) => outcome).slice(0, 4)).toEqual(Array(4).fill("retried"));
  expect(items.at(-1)).toMatchObject({ outcome: "refused", error: { code: "rate_limited" } });
});
