import { readMessagePage } from "@slipway/db/messages/read-message-page";
import { findRun } from "@slipway/db/runs/find-run";
import { takeSteers } from "@slipway/db/runs/take-steers";
import { turnOf } from "@slipway/db/testing/act-as-runner";
import { givenApp } from "@slipway/db/testing/given-app";
import type { AppError } from "@slipway/schemas/errors/app-error";
import { SessionRunRequest } from "@slipway/schemas/public-api/invoke";
import { Run } from "@slipway/schemas/runs/run";
import { describe, expect, it } from "vitest";
import { invoke } from "#public-api/invoke/invoke.ts";
import { cancel } from "#public-api/runs/cancel.ts";
import { type LiveFixture, liveFixture } from "#public-api/test/live-fixture.ts";
import { readStream } from "#public-api/test/read-stream.ts";

const hello = { input: { message: "Hello" } };
const respondAsync = { prefer: "respond-async" };

async function serveOne(live: LiveFixture, text = "Hi."): Promise<void> {
  const { lease } = await live.runner.claimOne();
  await live.runner.append(lease, turnOf([text]));
  await live.runner.finish(lease, { outputText: text });
}

async function waiting(live: LiveFixture): Promise<void> {
  while ((await counts(live)).run === 0) await new Promise((done) => setImmediate(done));
}

async function counts({ db }: LiveFixture) {
  const { rows } = await db.pool.query<Record<"run" | "session" | "event", number>>(
    `select (select count(*)::int from run) as run, (select count(*)::int from session) as session,
       (select count(*)::int from session_event) as event`,
  );
  return rows[0] ?? { run: -1, session: -1, event: -1 };
}

const errorOf = (answer: Promise<Response>): Promise<AppError> =>
  answer.then(
    (response) => Promise.reject(new Error(`It was answered with ${response.status}`)),
    (error: AppError) => error,
  );

describe("the forms of the answer", () => {
  it("C1 respond-async: 202 with the run as queued, stored with its message before anybody works on it", async () => {
    await using live = await liveFixture();
    const answer = await live.send(hello, respondAsync);
    expect(answer.status).toBe(202);
    const run = Run.parse(await answer.json());
    expect(run).toMatchObject({ status: "queued", queuePosition: 1, source: "api", revision: 1 });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      location: `/api/v1/runs/${run.id}`,
      "preference-applied": "respond-async",
      "x-slipway-run": run.id,
      "x-slipway-session": run.sessionId,
      traceparent: expect.stringMatching(new RegExp(`^00-${run.traceId}-[0-9a-f]{16}-01$`)),
    });
    const { projectId } = live.given;
    const page = await readMessagePage(live.db.pool, { projectId, sessionId: run.sessionId, limit: 50 });
    expect(page?.items).toMatchObject([{ role: "user", runId: run.id, parts: [{ text: "Hello" }] }]);
  });

  it("JSON: waits for the end and answers the run as it can be read", async () => {
    await using live = await liveFixture();
    const answering = live.send(hello);
    await waiting(live);
    await serveOne(live);
    const answer = await answering;
    const run = Run.parse(await answer.json());
    expect({ status: answer.status, location: answer.headers.get("location") }).toEqual({
      status: 200,
      location: null,
    });
    expect(run).toEqual(await findRun(live.db.pool, live.given.projectId, run.id));
  });

  it("JSON: 200 also for a run that failed", async () => {
    await using live = await liveFixture();
    const answering = live.send(hello);
    await waiting(live);
    const { lease } = await live.runner.claimOne();
    const error = { code: "error", message: "It broke.", retryable: false };
    await live.runner.finish(lease, { stopReason: "error", outputText: null, error });
    const answer = await answering;
    expect({ status: answer.status, run: await answer.json() }).toMatchObject({
      status: 200,
      run: { status: "failed", error },
    });
  });

  it("JSON: 202 with the run as it is when the preferred wait is over", async () => {
    await using live = await liveFixture();
    const answer = await live.send(hello, { prefer: "wait=1" });
    expect({ status: answer.status, applied: answer.headers.get("preference-applied") }).toEqual({
      status: 202,
      applied: "wait=1",
    });
    expect(await answer.json()).toMatchObject({ status: "queued" });
  });

  it("SSE: the run's events from its first, before anybody works on it, and no later run's", async () => {
    await using live = await liveFixture();
    const answer = await live.send(hello, { accept: "text/event-stream" });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
      "x-slipway-run": expect.stringMatching(/^run_/),
      "x-slipway-session": expect.stringMatching(/^ses_/),
      traceparent: expect.stringMatching(/^00-/),
    });
    const stream = readStream(answer);
    expect((await stream.next())?.event).toBe("message.created");
    const sessionId = answer.headers.get("x-slipway-session") ?? "";
    await live.send({ ...hello, sessionId }, respondAsync);
    await serveOne(live);
    const rest = await stream.until(() => false);
    expect(rest.map(({ event }) => event)).toEqual([
      "run.queued",
      "run.started",
      "turn.started",
      "text.started",
      "text.delta",
      "text.finished",
      "turn.finished",
      "run.finished",
    ]);
  });

  it("C21 a caller that goes away stops neither the run nor another caller", async () => {
    await using live = await liveFixture();
    const answer = await live.send(hello, { accept: "text/event-stream" });
    await readStream(answer).stop();
    await serveOne(live);
    const run = await findRun(live.db.pool, live.given.projectId, answer.headers.get("x-slipway-run") ?? "");
    expect(run?.status).toBe("completed");
  });
});

describe("sending again", () => {
  it("C4 two posts at once with one clientMessageId make one run, one message and the same id", async () => {
    await using live = await liveFixture();
    const body = { ...hello, clientMessageId: "once" };
    const answers = await Promise.all([live.send(body, respondAsync), live.send(body, respondAsync)]);
    const ids = await Promise.all(answers.map(async (answer) => Run.parse(await answer.json()).id));
    expect(ids[0]).toBe(ids[1]);
    expect(await counts(live)).toEqual({ run: 1, session: 1, event: 2 });
  });

  it("C4 answers the same run in the form that is asked for now, from its first event", async () => {
    await using live = await liveFixture();
    const body = { ...hello, clientMessageId: "once" };
    const first = Run.parse(await (await live.send(body, respondAsync)).json());
    await serveOne(live);
    const stream = readStream(await live.send(body, { accept: "text/event-stream" }));
    const frames = await stream.until(() => false);
    expect(frames.map(({ id }) => id)).toEqual(frames.map((_, index) => String(index + 1)));
    expect(frames.at(-1)?.event).toBe("run.finished");
    const again = await live.send(body);
    expect(again.status).toBe(200);
    expect(await again.json()).toMatchObject({ id: first.id, status: "completed" });
  });

  it("another body under the same clientMessageId is a mismatch", async () => {
    await using live = await liveFixture();
    await live.send({ ...hello, clientMessageId: "once" }, respondAsync);
    const error = await errorOf(
      live.send({ input: { message: "Other" }, clientMessageId: "once" }, respondAsync),
    );
    expect(error.code).toBe("idempotency_mismatch");
  });
});

describe("a busy session", () => {
  async function givenBusy(live: LiveFixture): Promise<Run> {
    const run = Run.parse(await (await live.send(hello, respondAsync)).json());
    await live.runner.claimOne();
    return run;
  }

  it("C26 enqueue, which is the default, waits in order", async () => {
    await using live = await liveFixture();
    const { sessionId } = await givenBusy(live);
    for (const position of [1, 2]) {
      const answer = await live.send({ ...hello, sessionId }, respondAsync);
      expect(await answer.json()).toMatchObject({ status: "queued", queuePosition: position });
    }
  });

  it("C26 reject answers session_busy and stores nothing", async () => {
    await using live = await liveFixture();
    const busy = await givenBusy(live);
    const before = await counts(live);
    const error = await errorOf(live.send({ ...hello, sessionId: busy.sessionId, onBusy: "reject" }));
    expect({ code: error.code, details: error.details }).toEqual({
      code: "session_busy",
      details: { activeRunId: busy.id },
    });
    expect(await counts(live)).toEqual(before);
  });

  it("C26 interrupt tells the runner at once and goes ahead of the queue", async () => {
    await using live = await liveFixture();
    const { id, sessionId } = await givenBusy(live);
    await live.send({ ...hello, sessionId }, respondAsync);
    const answer = await live.send({ ...hello, sessionId, onBusy: "interrupt" }, respondAsync);
    expect(await answer.json()).toMatchObject({ queuePosition: 1 });
    const { rows } = await live.db.pool.query("select cancel_reason from run where id = $1", [id]);
    expect(rows).toEqual([{ cancel_reason: "interrupted" }]);
  });

  it("C26 steer: a busy session's active run is answered and takes the message; a free one starts a run", async () => {
    await using live = await liveFixture();
    const steering = { ...hello, onBusy: "steer" };
    const first = Run.parse(await (await live.send(steering, respondAsync)).json());
    const { sessionId } = first;
    const { lease } = await live.runner.claimOne();
    const body = { input: { message: "Shorter" }, sessionId, onBusy: "steer", clientMessageId: "steer-1" };
    for (let sending = 0; sending < 2; sending += 1) {
      const answer = await live.send(body, respondAsync);
      expect(Run.parse(await answer.json())).toMatchObject({ id: first.id, status: "running" });
      expect(answer.headers.get("x-slipway-run")).toBe(first.id);
    }
    expect((await counts(live)).run).toBe(2);
    expect((await errorOf(live.send({ ...body, input: { message: "Longer" } }))).code).toBe(
      "idempotency_mismatch",
    );
    const taken = await takeSteers(live.db, lease, { known: new Set(), now: new Date() });
    expect(taken).toMatchObject({ steers: [{ text: "Shorter" }] });
    expect((await counts(live)).run).toBe(1);
    expect(Run.parse(await (await live.send(body, respondAsync)).json()).id).toBe(first.id);
    await live.runner.finish(lease);
    expect(Run.parse(await (await live.send(body, respondAsync)).json())).toMatchObject({
      id: first.id,
      status: "completed",
    });
    expect((await counts(live)).run).toBe(1);
  });

  it("cancel answers the run cancelled as soon as its runner has stopped it, and says the same again", async () => {
    await using live = await liveFixture();
    const { id: runId } = Run.parse(await (await live.send(hello, respondAsync)).json());
    const { lease } = await live.runner.claimOne();
    const { signal } = new AbortController();
    const asked = { projectId: live.given.projectId, runId, reason: undefined, signal };
    const cancelling = cancel(live, asked);
    for (let isAsked = false; !isAsked; ) {
      const { rows } = await live.db.pool.query("select 1 from run where cancel_requested_at is not null");
      isAsked = rows.length > 0;
    }
    await live.runner.finish(lease, { stopReason: "cancelled", outputText: "So far" });
    const cancelled = await cancelling;
    expect(cancelled).toMatchObject({ status: "cancelled", output: { text: "So far", partial: true } });
    expect(await cancel(live, asked)).toEqual(cancelled);
  });
});

describe("C2 what is refused makes no row", () => {
  const chat = { model: "demo/demo", instructions: "" };
  it.each([
    [{ ...hello, config: { ...chat, model: "nobody/none" } }, "invalid_config", "config.model"],
    [
      { ...hello, config: { ...chat, variables: [{ name: "a b" }] } },
      "invalid_config",
      "config.variables.0.name",
    ],
    [{ ...hello, config: { ...chat, surprise: 1 } }, "invalid_config", "config.surprise"],
    [
      { ...hello, config: { ...chat, parameters: { stop: ["\u0000"] } } },
      "invalid_request",
      "config.parameters.stop.0",
    ],
    [{ ...hello, metadata: { note: "half \ud83d" } }, "invalid_request", "metadata.note"],
    [{ input: { message: "half \ud83d" } }, "invalid_request", "input.message"],
    [{ input: {} }, "invalid_request", "input.message"],
    [{ input: { message: "a", variables: { x: "1" } } }, "invalid_request", "input.variables.x"],
    [
      { input: { message: "a", messages: [{ role: "user", content: "b" }] } },
      "invalid_request",
      "input.messages",
    ],
    [{ input: { messages: [{ role: "assistant", content: "b" }] } }, "invalid_request", "input.messages"],
    [{ ...hello, revision: 7 }, "not_found", undefined],
    [{ ...hello, revision: 9_007_199_254_740_991 }, "not_found", undefined],
    [{ ...hello, environment: "staging" }, "not_found", undefined],
    [{ ...hello, sessionId: "ses_none" }, "not_found", undefined],
  ])("C2 %j", async (body, code, path) => {
    await using live = await liveFixture();
    const error = await errorOf(live.send(body, respondAsync));
    const [detail] = Array.isArray(error.details) ? error.details : [];
    expect({ code: error.code, path: detail?.path }).toEqual({ code, path });
    expect(await counts(live)).toEqual({ run: 0, session: 0, event: 0 });
  });

  it("C2 messages to a session that exists", async () => {
    await using live = await liveFixture();
    const { sessionId } = Run.parse(await (await live.send(hello, respondAsync)).json());
    const before = await counts(live);
    const messages = [{ role: "user", content: "b" }];
    expect(await errorOf(live.send({ input: { messages }, sessionId }))).toMatchObject({
      code: "invalid_request",
      details: [{ path: "input.messages" }],
    });
    expect(await counts(live)).toEqual(before);
  });

  it("C2 another app's session, and an app that is archived", async () => {
    await using live = await liveFixture();
    const { sessionId } = Run.parse(await (await live.send(hello, respondAsync)).json());
    await live.db.pool.query("update session set app_id = 'app_other' where id = $1", [sessionId]);
    expect(await errorOf(live.send({ ...hello, sessionId }))).toMatchObject({ code: "not_found" });
    await live.db.pool.query("update app set archived_at = now()");
    expect(await errorOf(live.send(hello))).toMatchObject({ code: "conflict" });
    expect((await counts(live)).run).toBe(1);
  });
});

it("C37 a project with 2,000 runs waiting is told to come back, in a new session as in one that exists", async () => {
  await using live = await liveFixture();
  const { sessionId } = Run.parse(await (await live.send(hello, respondAsync)).json());
  await live.db.pool.query(
    `insert into run (project_id, id, session_id, app_id, app_slug, app_type, model, status, input, message_id,
       budget, durable, queue_rank, source, trace_id, first_seq)
     select project_id, id || n, session_id, app_id, app_slug, app_type, model, status, input, message_id,
       budget, durable, queue_rank + n, source, trace_id, first_seq
     from run, generate_series(1, 1999) n`,
  );
  const before = await counts(live);
  for (const body of [hello, { ...hello, sessionId }]) {
    const error = await errorOf(live.send(body));
    expect({ code: error.code, retry: error.retryAfterSeconds }).toEqual({ code: "queue_full", retry: 5 });
  }
  expect(await counts(live)).toEqual(before);
});

describe("what a run is made of", () => {
  it("production's deployment goes before the newest revision, and each run resolves anew", async () => {
    await using live = await liveFixture();
    const { projectId, app } = live.given;
    const start = async (body: object = {}) =>
      Run.parse(await (await live.send({ ...hello, ...body }, respondAsync)).json());
    const commit = (number: number) =>
      live.db.pool.query(
        `with added as (
           insert into revision (project_id, app_id, number, config, message)
           values ($1, $2, $3, $4, '')
         ) update app set latest_revision = $3 where project_id = $1 and id = $2`,
        [projectId, app.id, number, JSON.stringify({ model: "demo/demo", budget: { maxTurns: number } })],
      );
    const deploy = (number: number, revision: number) =>
      live.db.pool.query(
        "insert into deployment (project_id, app_id, environment, number, revision) values ($1, $2, 'production', $3, $4)",
        [projectId, app.id, number, revision],
      );
    await commit(2);
    expect(await start()).toMatchObject({ revision: 2, environment: null, budget: { maxTurns: 2 } });
    await deploy(1, 1);
    expect(await start()).toMatchObject({ revision: 1, environment: "production", budget: { maxTurns: 50 } });
    await deploy(2, 2);
    expect(await start({ environment: "production" })).toMatchObject({
      revision: 2,
      environment: "production",
    });
    expect(await start({ revision: 1 })).toMatchObject({ revision: 1, environment: null });
    expect(await start({ budget: { maxTurns: 1 } })).toMatchObject({ budget: { maxTurns: 1 } });
    expect(await start({ budget: { maxTurns: 9 } })).toMatchObject({ budget: { maxTurns: 2 } });
    const draft = { model: "demo/demo", instructions: "Draft" };
    expect(await start({ config: draft })).toMatchObject({ revision: null, environment: null });
  });

  it("continues the caller's trace", async () => {
    await using live = await liveFixture();
    const traceId = "0af7651916cd43dd8448eb211c80319c";
    const answer = await live.send(hello, {
      ...respondAsync,
      traceparent: `00-${traceId}-b7ad6b7169203331-01`,
    });
    expect(await answer.json()).toMatchObject({ traceId });
    expect(answer.headers.get("traceparent")).toContain(traceId);
  });

  it("a session's own door finds the session's app, and nothing of another project's", async () => {
    await using live = await liveFixture();
    const { sessionId, id } = Run.parse(await (await live.send(hello, respondAsync)).json());
    const post = (projectId: string) =>
      live.ask(
        (request) =>
          invoke(live, {
            request,
            principal: { ...live.principal, projectId },
            target: { sessionId },
            body: SessionRunRequest.parse(hello),
          }),
        { headers: respondAsync },
      );
    const next = Run.parse(await (await post(live.given.projectId)).json());
    expect(next).toMatchObject({ sessionId, app: { id: live.given.app.id }, queuePosition: 2 });
    expect(next.id).not.toBe(id);
    const other = await givenApp(live.db.pool);
    expect(await errorOf(post(other.projectId))).toMatchObject({ code: "not_found" });
  });
});
