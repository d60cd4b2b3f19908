import { findRun } from "@slipway/db/runs/find-run";
import { markRunning } from "@slipway/db/runs/mark-running";
import { takeSteers } from "@slipway/db/runs/take-steers";
import { turnOf } from "@slipway/db/testing/act-as-runner";
import { givenApp } from "@slipway/db/testing/given-app";
import { linesOf, readTranscript } from "@slipway/db/testing/read-log";
import { ChangeRun, SteerRun } from "@slipway/schemas/public-api/routes/run-routes";
import { Run } from "@slipway/schemas/runs/run";
import { expect, it } from "vitest";
import { cancel } from "#public-api/runs/cancel.ts";
import { changeRun } from "#public-api/runs/change-run.ts";
import { steer } from "#public-api/runs/steer.ts";
import { type LiveFixture, liveFixture } from "#public-api/test/live-fixture.ts";

const respondAsync = { prefer: "respond-async" };

async function send(live: LiveFixture, message: string, sessionId?: string): Promise<Run> {
  const body = { input: { message }, ...(sessionId ? { sessionId } : {}) };
  return Run.parse(await (await live.send(body, respondAsync)).json());
}

const say = (live: Pick<LiveFixture, "db" | "principal">, runId: string, body: string | object) =>
  steer(live, {
    headers: new Headers(),
    principal: live.principal,
    runId,
    body: SteerRun.parse(typeof body === "string" ? { message: body } : body),
  });

const codeOf = (answer: Promise<unknown>) =>
  answer.then(
    () => "taken",
    ({ code }) => code,
  );

async function givenWorking(live: LiveFixture) {
  const { id, sessionId } = await send(live, "First");
  const { lease } = await live.runner.claimOne();
  return { id, sessionId, lease };
}

async function serveAll(live: LiveFixture): Promise<void> {
  for (let [next] = await live.runner.claim(1); next; [next] = await live.runner.claim(1)) {
    await markRunning(live.db.pool, next.lease);
    await live.runner.append(next.lease, turnOf([`Re: ${next.row.input.message}`]));
    await live.runner.finish(next.lease);
  }
}

const said = async ({ db, given }: LiveFixture, sessionId: string) =>
  linesOf(await readTranscript(db, { ...given, sessionId }));

async function queueOf({ db, given }: LiveFixture, sessionId: string): Promise<string[]> {
  const { rows } = await db.pool.query<{ id: string }>(
    "select id from run where session_id = $1 and status = 'queued' order by queue_rank",
    [sessionId],
  );
  const runs = await Promise.all(rows.map(({ id }) => findRun(db.pool, given.projectId, id)));
  expect(runs.map((run) => run?.queuePosition)).toEqual(runs.map((_, index) => index + 1));
  return runs.map((run) => `${run?.input.message}${run?.steers ? " (steers)" : ""}`);
}

it("C27 what is said into a run waits before the queue, in order, and what the run does not take comes next", async () => {
  await using live = await liveFixture();
  const { id, sessionId, lease } = await givenWorking(live);
  await send(live, "Queued", sessionId);
  expect(await say(live, id, "One")).toMatchObject({ id, status: "running" });
  await say(live, id, "Two");
  expect(await queueOf(live, sessionId)).toEqual(["One (steers)", "Two (steers)", "Queued"]);
  await live.runner.append(lease, turnOf(["Re: First"]));
  const taken = await takeSteers(live.db, lease, { known: new Set(), now: new Date() });
  expect(taken).toMatchObject({ steers: [{ text: "One" }, { text: "Two" }] });
  await say(live, id, "Too late");
  expect(await queueOf(live, sessionId)).toEqual(["Too late (steers)", "Queued"]);
  await live.runner.finish(lease);
  await serveAll(live);
  expect(await said(live, sessionId)).toEqual([
    "user: First",
    "assistant: Re: First",
    "user: One",
    "user: Two",
    "user: Too late",
    "assistant: Re: Too late",
    "user: Queued",
    "assistant: Re: Queued",
  ]);
});

it("is answered again when the answer was lost, and told nothing when another owns the run", async () => {
  await using live = await liveFixture();
  const { id, lease } = await givenWorking(live);
  await say(live, id, "Lost");
  const now = new Date();
  const first = await takeSteers(live.db, lease, { known: new Set(), now });
  if (first === "fenced") throw new Error("The lease is another's");
  expect(await takeSteers(live.db, lease, { known: new Set(), now })).toEqual(first);
  const known = new Set(first.steers.map(({ messageId }) => messageId));
  expect(await takeSteers(live.db, lease, { known, now })).toEqual({ ...first, steers: [] });
  await say(live, id, "Kept");
  const stranger = { ...lease, leaseToken: crypto.randomUUID() };
  expect(await takeSteers(live.db, stranger, { known, now })).toBe("fenced");
  expect(await queueOf(live, lease.sessionId)).toEqual(["Kept (steers)"]);
});

it("is kept while the run waits for a person", async () => {
  await using live = await liveFixture();
  const { id, sessionId, lease } = await givenWorking(live);
  await live.db.pool.query("update run set status = 'waiting', runner_id = null where id = $1", [id]);
  expect(await say(live, id, "Meanwhile")).toMatchObject({ id, status: "waiting" });
  expect(await live.runner.claim()).toEqual([]);
  await live.db.pool.query(
    "update run set status = 'queued', ready_at = now(), queue_rank = -9 where id = $1",
    [id],
  );
  expect(await codeOf(say(live, id, "While it is queued again"))).toBe("conflict");
  const [resumed] = await live.runner.claim();
  expect(resumed?.lease.runId).toBe(id);
  if (!resumed) return;
  const taken = await takeSteers(live.db, resumed.lease, { known: new Set(), now: new Date() });
  expect(taken).toMatchObject({ steers: [{ text: "Meanwhile" }] });
  expect(await takeSteers(live.db, lease, { known: new Set(), now: new Date() })).toBe("fenced");
  expect(await said(live, sessionId)).toEqual(["user: First", "user: Meanwhile"]);
});

it("a run that is queued or final is not steered, nor another project's", async () => {
  await using live = await liveFixture();
  const { id, sessionId, lease } = await givenWorking(live);
  const queued = await send(live, "Queued", sessionId);
  expect(await codeOf(say(live, queued.id, "No"))).toBe("conflict");
  expect(await codeOf(say(live, "run_none", "No"))).toBe("not_found");
  const other = await givenApp(live.db.pool);
  const stranger = { ...live, principal: { ...live.principal, projectId: other.projectId } };
  expect(await codeOf(say(stranger, id, "No"))).toBe("not_found");
  await live.runner.finish(lease);
  expect(await codeOf(say(live, id, "No"))).toBe("conflict");
  expect(await queueOf(live, sessionId)).toEqual(["Queued"]);
});

it("C2 a steer has one message, or one run that waits", async () => {
  expect(SteerRun.safeParse({}).success).toBe(false);
  expect(SteerRun.safeParse({ message: "" }).success).toBe(false);
  expect(SteerRun.safeParse({ message: "x".repeat(32_001) }).success).toBe(false);
  expect(SteerRun.safeParse({ message: "One", queuedRunId: "run_1" }).success).toBe(false);
  await using live = await liveFixture();
  const { id, sessionId, lease } = await givenWorking(live);
  const elsewhere = await send(live, "Elsewhere");
  for (const queuedRunId of [id, elsewhere.id, "run_none"]) {
    expect(await codeOf(say(live, id, { queuedRunId }))).toBe("conflict");
  }
  expect(await queueOf(live, sessionId)).toEqual([]);
  await live.runner.finish(lease);
});

it("C4 the same message sent again steers once, whatever became of it", async () => {
  await using live = await liveFixture();
  const { id, sessionId, lease } = await givenWorking(live);
  const body = { message: "Once", clientMessageId: "c-1" };
  const both = await Promise.all([say(live, id, body), say(live, id, body)]);
  expect(both.map((run) => run.id)).toEqual([id, id]);
  expect(await queueOf(live, sessionId)).toEqual(["Once (steers)"]);
  expect(await codeOf(say(live, id, { ...body, message: "Other" }))).toBe("idempotency_mismatch");
  await takeSteers(live.db, lease, { known: new Set(), now: new Date() });
  expect((await say(live, id, body)).id).toBe(id);
  await live.runner.finish(lease);
  expect((await say(live, id, body)).id).toBe(id);
  expect(await queueOf(live, sessionId)).toEqual([]);
  expect(await said(live, sessionId)).toEqual(["user: First", "user: Once"]);
});

it("C27 a queued message can be sent into the run at work: it leaves the queue, and is said once", async () => {
  await using live = await liveFixture();
  const { id, sessionId, lease } = await givenWorking(live);
  await send(live, "A", sessionId);
  const b = await send(live, "B", sessionId);
  await say(live, id, { queuedRunId: b.id });
  expect(await queueOf(live, sessionId)).toEqual(["B (steers)", "A"]);
  expect(await findRun(live.db.pool, live.given.projectId, b.id)).toMatchObject({ status: "cancelled" });
  await takeSteers(live.db, lease, { known: new Set(), now: new Date() });
  await live.runner.finish(lease);
  await serveAll(live);
  expect(await said(live, sessionId)).toEqual(["user: First", "user: B", "user: A", "assistant: Re: A"]);
});

it("C27 until it is taken it can be edited, moved and removed like any queued message", async () => {
  await using live = await liveFixture();
  const { id, sessionId, lease } = await givenWorking(live);
  const { projectId } = live.given;
  await say(live, id, "One");
  await say(live, id, "Two");
  await say(live, id, "Three");
  const { rows } = await live.db.pool.query<{ id: string }>(
    "select id from run where steers = $1 order by queue_rank",
    [id],
  );
  const [one = "", two = "", three = ""] = rows.map((row) => row.id);
  const change = (runId: string, body: object) =>
    changeRun(live, { projectId, runId, body: ChangeRun.parse(body) });
  await change(one, { input: { message: "One, edited" } });
  await change(three, { position: 1 });
  await cancel(live, { projectId, runId: two, reason: undefined, signal: new AbortController().signal });
  await takeSteers(live.db, lease, { known: new Set(), now: new Date() });
  await live.runner.finish(lease);
  expect(await said(live, sessionId)).toEqual(["user: First", "user: Three", "user: One, edited"]);
});
