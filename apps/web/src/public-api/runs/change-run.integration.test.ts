import { findRun } from "@slipway/db/runs/find-run";
import { markRunning } from "@slipway/db/runs/mark-running";
import { turnOf } from "@slipway/db/testing/act-as-runner";
import { givenApp } from "@slipway/db/testing/given-app";
import { linesOf, readLog, readTranscript } from "@slipway/db/testing/read-log";
import type { SlipwayEvent } from "@slipway/schemas/events/event";
import { ChangeRun } from "@slipway/schemas/public-api/routes/run-routes";
import { Run } from "@slipway/schemas/runs/run";
import { expect, it } from "vitest";
import { cancel } from "#public-api/runs/cancel.ts";
import { changeRun } from "#public-api/runs/change-run.ts";
import { streamSession } from "#public-api/stream/stream-session.ts";
import { type LiveFixture, liveFixture } from "#public-api/test/live-fixture.ts";
import { readStream } from "#public-api/test/read-stream.ts";

const respondAsync = { prefer: "respond-async" };

async function send(live: LiveFixture, message: string, sessionId?: string): Promise<Run> {
  const answer = await live.send({ input: { message }, ...(sessionId ? { sessionId } : {}) }, respondAsync);
  return Run.parse(await answer.json());
}

/** A session in which one run works and these messages wait. */
async function givenQueue(live: LiveFixture, messages: readonly string[]) {
  const first = await send(live, "First");
  const working = await live.runner.claimOne();
  const queued: Run[] = [];
  for (const message of messages) queued.push(await send(live, message, first.sessionId));
  return { sessionId: first.sessionId, working, queued };
}

const change = ({ db, given }: Pick<LiveFixture, "db" | "given">, { id }: Pick<Run, "id">, body: unknown) =>
  changeRun({ db }, { projectId: given.projectId, runId: id, body: ChangeRun.parse(body) });

const refusalOf = (changed: Promise<Run>) =>
  changed.then(
    (run) => Promise.reject(new Error(`It was changed: ${JSON.stringify(run)}`)),
    ({ code, details }) => ({ code, path: details?.[0]?.path }),
  );

/** The next run, running; null when none can be claimed. */
async function claimNext({ db, runner }: LiveFixture) {
  const [next] = await runner.claim(1);
  if (next) await markRunning(db.pool, next.lease);
  return next ?? null;
}

/** Lets the runner do all that is left; answers what was said. */
async function serveAll(live: LiveFixture, sessionId: string): Promise<string[]> {
  for (let next = await claimNext(live); next; next = await claimNext(live)) {
    await live.runner.append(next.lease, turnOf([`Re: ${next.row.input.message}`]));
    await live.runner.finish(next.lease);
  }
  return linesOf(await readTranscript(live.db, { ...live.given, sessionId }));
}

const positionsIn = async ({ db, given }: LiveFixture, runs: readonly Run[]) =>
  (await Promise.all(runs.map(({ id }) => findRun(db.pool, given.projectId, id)))).map(
    (run) => run?.queuePosition,
  );

it("C27 a queue is edited and reordered until it is taken, and each message is said once, in the new order", async () => {
  await using live = await liveFixture();
  const { sessionId, working, queued } = await givenQueue(live, ["A", "B", "C"]);
  const [a, b, c] = queued as [Run, Run, Run];
  expect(await change(live, c, { position: 1 })).toMatchObject({ queuePosition: 1, input: { message: "C" } });
  expect(await change(live, b, { input: { message: "B, edited" } })).toMatchObject({
    queuePosition: 3,
    input: { message: "B, edited" },
  });
  expect(await change(live, a, { input: { message: "A, edited" }, position: 3 })).toMatchObject({
    queuePosition: 3,
    input: { message: "A, edited" },
  });
  expect(await positionsIn(live, [a, b, c])).toEqual([3, 2, 1]);
  const d = await send(live, "D", sessionId);
  expect(d.queuePosition).toBe(4);
  await cancel(live, {
    projectId: live.given.projectId,
    runId: b.id,
    reason: undefined,
    signal: new AbortController().signal,
  });
  await live.runner.finish(working.lease);
  expect(await serveAll(live, sessionId)).toEqual([
    "user: First",
    "user: C",
    "assistant: Re: C",
    "user: A, edited",
    "assistant: Re: A, edited",
    "user: D",
    "assistant: Re: D",
  ]);
});

it("C27 the log tells live readers of every place that changes, and of the new words", async () => {
  await using live = await liveFixture();
  const { sessionId, queued } = await givenQueue(live, ["A", "B", "C"]);
  const [a, b, c] = queued as [Run, Run, Run];
  const { length } = await readLog(live.db, { ...live.given, sessionId });
  const stream = readStream(
    await live.ask((request) =>
      streamSession(live, {
        request,
        projectId: live.given.projectId,
        sessionId,
        after: String(length),
      }),
    ),
  );
  await change(live, b, { input: { message: "B, edited" }, position: 1 });
  await change(live, b, { position: 1 });
  await change(live, c, { position: 2 });
  const frames = await stream.until(({ data }) => JSON.parse(data).seq === length + 4);
  await stream.stop();
  const told = frames.map(({ data }): SlipwayEvent => JSON.parse(data));
  expect(
    told.map((event) => event.type === "run.queued" && [event.runId, event.position, event.input?.message]),
  ).toEqual([
    [b.id, 1, "B, edited"],
    [a.id, 2, undefined],
    [c.id, 2, undefined],
    [a.id, 3, undefined],
  ]);
});

it("C27 before any runner is there, what was sent first can be edited where it stands, and be overtaken", async () => {
  await using live = await liveFixture();
  const first = await send(live, "First");
  const { sessionId } = first;
  const said = async () => linesOf(await readTranscript(live.db, { ...live.given, sessionId }));
  const second = await send(live, "Second", sessionId);
  await change(live, first, { input: { message: "First, edited" } });
  expect(await said()).toEqual(["user: First, edited"]);
  const { rows } = await live.db.pool.query("select title from session where id = $1", [sessionId]);
  expect(rows).toEqual([{ title: "First, edited" }]);
  await change(live, second, { position: 1 });
  expect(await said()).toEqual([]);
  await change(live, first, { input: { message: "First, again" } });
  expect(await serveAll(live, sessionId)).toEqual([
    "user: Second",
    "assistant: Re: Second",
    "user: First, again",
    "assistant: Re: First, again",
  ]);
});

it("C27 what is overtaken and goes first again is said once", async () => {
  await using live = await liveFixture();
  const first = await send(live, "First");
  const second = await send(live, "Second", first.sessionId);
  await change(live, second, { position: 1 });
  await change(live, first, { position: 1 });
  expect(await serveAll(live, first.sessionId)).toEqual([
    "user: First",
    "assistant: Re: First",
    "user: Second",
    "assistant: Re: Second",
  ]);
});

it("C2 names what is wrong with a change, and changes nothing", async () => {
  await using live = await liveFixture();
  const { sessionId, working, queued } = await givenQueue(live, ["A", "B"]);
  const [a, b] = queued as [Run, Run];
  expect(await refusalOf(change(live, a, { position: 3 }))).toEqual({
    code: "invalid_request",
    path: "position",
  });
  expect(await refusalOf(change(live, a, { input: { message: "A", variables: { x: "1" } } }))).toEqual({
    code: "invalid_request",
    path: "input.variables",
  });
  expect(ChangeRun.safeParse({}).success).toBe(false);
  expect(ChangeRun.safeParse({ position: 0 }).success).toBe(false);
  expect(ChangeRun.safeParse({ input: { message: "" } }).success).toBe(false);
  const notThere = { code: "not_found", path: undefined };
  expect(await refusalOf(change(live, { id: "run_none" }, { position: 1 }))).toEqual(notThere);
  const other = { db: live.db, given: await givenApp(live.db.pool) };
  expect(await refusalOf(change(other, a, { position: 1 }))).toEqual(notThere);
  const taken = { code: "conflict", path: undefined };
  expect(await refusalOf(change(live, { id: working.lease.runId }, { position: 1 }))).toEqual(taken);
  await live.runner.finish(working.lease);
  expect(await refusalOf(change(live, { id: working.lease.runId }, { position: 1 }))).toEqual(taken);
  expect(await positionsIn(live, [a, b])).toEqual([1, 2]);
  expect(await serveAll(live, sessionId)).toEqual([
    "user: First",
    "user: A",
    "assistant: Re: A",
    "user: B",
    "assistant: Re: B",
  ]);
});

it("a run that has begun is not edited, nor overtaken, while it waits for another runner", async () => {
  await using live = await liveFixture();
  const { sessionId, working, queued } = await givenQueue(live, ["A"]);
  const [a] = queued as [Run];
  await live.db.pool.query(
    "update run set status = 'queued', ready_at = now(), queue_rank = -1 where id = $1",
    [working.lease.runId],
  );
  await live.db.pool.query("update session set lease_token = null where id = $1", [sessionId]);
  const taken = { code: "conflict", path: undefined };
  expect(await refusalOf(change(live, { id: working.lease.runId }, { position: 2 }))).toEqual(taken);
  expect(await refusalOf(change(live, a, { position: 1 }))).toEqual(taken);
  expect(await change(live, a, { position: 2, input: { message: "A, edited" } })).toMatchObject({
    queuePosition: 2,
  });
  const [next] = await live.runner.claim(1);
  expect(next?.lease.runId).toBe(working.lease.runId);
});

it("a run that begins its session with several messages stays first and as it is", async () => {
  await using live = await liveFixture();
  const messages = [
    { role: "user", content: "One" },
    { role: "assistant", content: "Two" },
    { role: "user", content: "Three" },
  ];
  const first = Run.parse(await (await live.send({ input: { messages } }, respondAsync)).json());
  const second = await send(live, "Second", first.sessionId);
  const refused = { code: "conflict", path: undefined };
  expect(await refusalOf(change(live, first, { input: { message: "Other" } }))).toEqual(refused);
  expect(await refusalOf(change(live, first, { position: 2 }))).toEqual(refused);
  expect(await refusalOf(change(live, second, { position: 1 }))).toEqual(refused);
});

it("C27 a claim and a change at the same moment: either the change holds or it is refused, 50 times", async () => {
  await using live = await liveFixture();
  const outcomes = new Set<string>();
  for (let round = 0; round < 50; round += 1) {
    const { id, sessionId } = await send(live, "As sent");
    const claiming = claimNext(live);
    const changing = change(live, { id }, { input: { message: "As edited" } }).then(
      () => "As edited",
      ({ code }) => (code === "conflict" ? "As sent" : Promise.reject(new Error(code))),
    );
    const early = await claiming;
    const outcome = await changing;
    const claimed = early ?? (await claimNext(live));
    outcomes.add(`${early ? "claimed" : "passed over"}, ${outcome}`);
    expect(claimed?.row.input).toEqual({ message: outcome });
    if (claimed) await live.runner.finish(claimed.lease);
    const lines = linesOf(await readTranscript(live.db, { ...live.given, sessionId }));
    expect(lines).toEqual([`user: ${outcome}`]);
  }
  expect(outcomes).toContain("claimed, As sent");
});
