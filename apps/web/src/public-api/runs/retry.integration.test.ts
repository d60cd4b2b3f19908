import { listHarnessEntries } from "@slipway/db/harness/list-harness-entries";
import { toMessageEntry } from "@slipway/db/harness/message-entry";
import { findRun } from "@slipway/db/runs/find-run";
import { markRunning } from "@slipway/db/runs/mark-running";
import { closeTurn, openTurn, turnOf } from "@slipway/db/testing/act-as-runner";
import { givenApp } from "@slipway/db/testing/given-app";
import { linesOf, readLog, readTranscript } from "@slipway/db/testing/read-log";
import { ChangeRun } from "@slipway/schemas/public-api/routes/run-routes";
import { Run } from "@slipway/schemas/runs/run";
import { expect, it } from "vitest";
import { cancel } from "#public-api/runs/cancel.ts";
import { changeRun } from "#public-api/runs/change-run.ts";
import { retry } from "#public-api/runs/retry.ts";
import { type LiveFixture, liveFixture } from "#public-api/test/live-fixture.ts";
import { readStream } from "#public-api/test/read-stream.ts";

const respondAsync = { prefer: "respond-async" };

async function send(live: LiveFixture, body: object): Promise<Run> {
  return Run.parse(await (await live.send(body, respondAsync)).json());
}

type Retried = Omit<Parameters<typeof retry>[1], "request">;

const askFor = (live: LiveFixture, retried: Retried, headers: Record<string, string> = respondAsync) =>
  live.ask((request) => retry(live, { request, ...retried }), { headers });

const ask = (live: LiveFixture, runId: string, headers: Record<string, string> = respondAsync) =>
  askFor(live, { principal: live.principal, runId, body: {} }, headers);

const retried = async (live: LiveFixture, runId: string) => Run.parse(await (await ask(live, runId)).json());

const codeOf = (answer: Promise<unknown>) =>
  answer.then(
    () => "answered",
    ({ code }) => code,
  );

/** A runner takes the next run, remembers what it said as a harness would, and ends it. */
async function serve(live: LiveFixture, text: string, end = {}): Promise<void> {
  const [claimed] = await live.runner.claim(1);
  if (!claimed) throw new Error("Nothing can be claimed");
  await markRunning(live.db.pool, claimed.lease);
  await live.runner.append(claimed.lease, turnOf([text]));
  const entries = [
    toMessageEntry({ role: "user", text: claimed.row.input.message ?? "" }),
    toMessageEntry({ role: "assistant", text }),
  ];
  await live.runner.finish(claimed.lease, { outputText: text, entries, ...end });
}

const cancelRun = (live: LiveFixture, runId: string) =>
  cancel(live, { ...live.given, runId, reason: undefined, signal: new AbortController().signal });

/** What is shown, superseded answers in brackets. */
async function shown(live: LiveFixture, sessionId: string): Promise<string[]> {
  const messages = await readTranscript(live.db, { ...live.given, sessionId });
  return linesOf(messages).map((line, index) => (messages[index]?.superseded ? `(${line})` : line));
}

async function seenByModel({ db, given }: LiveFixture, sessionId: string): Promise<unknown[]> {
  return (await listHarnessEntries(db, given.projectId, sessionId)).map(({ text }) => text);
}

it("answers the last run's message anew, with its configuration: the old answer stays, superseded, unseen by the model", async () => {
  await using live = await liveFixture();
  const draft = { model: "demo/demo", instructions: "Draft" };
  const before = await send(live, { input: { message: "Before" } });
  const { sessionId } = before;
  await serve(live, "Fine.");
  const old = await send(live, {
    input: { message: "Question" },
    sessionId,
    config: draft,
    budget: { maxTurns: 3 },
    metadata: { ticket: 7 },
    durable: true,
    clientMessageId: "mine",
  });
  await serve(live, "Wrong.");
  const oldEnd = await findRun(live.db.pool, live.given.projectId, old.id);
  const answer = await ask(live, old.id);
  expect(answer.status).toBe(202);
  const again = Run.parse(await answer.json());
  expect(again.id).not.toBe(old.id);
  expect(answer.headers.get("x-slipway-run")).toBe(again.id);
  const { input, revision, environment, model, budget, metadata, durable } = old;
  expect(again).toMatchObject({
    ...{ sessionId, input, revision, environment, model, budget, metadata, durable },
    status: "queued",
    queuePosition: 1,
    retryOf: old.id,
    clientMessageId: null,
  });
  const { rows } = await live.db.pool.query("select draft_config from run where id = $1", [again.id]);
  expect(rows).toEqual([{ draft_config: expect.objectContaining(draft) }]);
  const unanswered = ["user: Before", "assistant: Fine.", "user: Question"];
  expect(await shown(live, sessionId)).toEqual([...unanswered, "assistant: Wrong."]);
  const [claimed] = await live.runner.claim(1);
  if (!claimed) throw new Error("The retry cannot be claimed");
  expect(await shown(live, sessionId)).toEqual([...unanswered, "(assistant: Wrong.)"]);
  expect(await seenByModel(live, sessionId)).toEqual(["Before", "Fine."]);
  await markRunning(live.db.pool, claimed.lease);
  await live.runner.append(claimed.lease, openTurn(["Ri"]));
  expect(await shown(live, sessionId)).toEqual([...unanswered, "(assistant: Wrong.)", "assistant: Ri"]);
  await live.runner.append(claimed.lease, closeTurn(["Right."]));
  await live.runner.finish(claimed.lease, { outputText: "Right." });
  await send(live, { input: { message: "Thanks" }, sessionId });
  await serve(live, "Welcome.");
  expect(await shown(live, sessionId)).toEqual([
    ...unanswered,
    "(assistant: Wrong.)",
    "assistant: Right.",
    "user: Thanks",
    "assistant: Welcome.",
  ]);
  expect(await findRun(live.db.pool, live.given.projectId, old.id)).toEqual(oldEnd);
});

it("a retry can be retried: all earlier answers stay, superseded", async () => {
  await using live = await liveFixture();
  const first = await send(live, { input: { message: "Question" } });
  const error = { code: "error", message: "It broke.", retryable: true };
  await serve(live, "One", { stopReason: "error", error });
  const second = await retried(live, first.id);
  await serve(live, "Two");
  expect(await codeOf(ask(live, first.id))).toBe("conflict");
  await retried(live, second.id);
  await serve(live, "Three");
  expect(await shown(live, first.sessionId)).toEqual([
    "user: Question",
    "(assistant: One[error])",
    "(assistant: Two)",
    "assistant: Three",
  ]);
  expect(await seenByModel(live, first.sessionId)).toEqual(["Question", "Three"]);
});

it("a retry that is cancelled before it starts leaves the old answer as it was, and can be asked for again", async () => {
  await using live = await liveFixture();
  const { id, sessionId } = await send(live, { input: { message: "Question" } });
  await serve(live, "Answer");
  await cancelRun(live, (await retried(live, id)).id);
  expect(await shown(live, sessionId)).toEqual(["user: Question", "assistant: Answer"]);
  expect(await seenByModel(live, sessionId)).toEqual(["Question", "Answer"]);
  await retried(live, id);
  await serve(live, "Better");
  expect(await shown(live, sessionId)).toEqual([
    "user: Question",
    "(assistant: Answer)",
    "assistant: Better",
  ]);
});

it("a message that was cancelled before it started is said when its run is retried", async () => {
  await using live = await liveFixture();
  const { id, sessionId } = await send(live, { input: { message: "Never heard" } });
  await cancelRun(live, id);
  expect(await shown(live, sessionId)).toEqual([]);
  await retried(live, id);
  expect(await shown(live, sessionId)).toEqual(["user: Never heard"]);
  await serve(live, "Now it is.");
  expect(await shown(live, sessionId)).toEqual(["user: Never heard", "assistant: Now it is."]);
});

it("only the session's last run, and only once it has ended", async () => {
  await using live = await liveFixture();
  const first = await send(live, { input: { message: "One" } });
  const { sessionId } = first;
  expect(await codeOf(ask(live, first.id))).toBe("conflict");
  const claimed = await live.runner.claimOne();
  expect(await codeOf(ask(live, first.id))).toBe("conflict");
  const second = await send(live, { input: { message: "Two" }, sessionId });
  await live.runner.finish(claimed.lease);
  expect(await codeOf(ask(live, first.id))).toBe("conflict");
  await serve(live, "Re: two");
  expect(await codeOf(ask(live, first.id))).toBe("conflict");
  const both = await Promise.allSettled([ask(live, second.id), ask(live, second.id)]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const other = await givenApp(live.db.pool);
  const foreign = { ...live.principal, projectId: other.projectId };
  expect(await codeOf(askFor(live, { principal: foreign, runId: second.id, body: {} }))).toBe("not_found");
  expect(await codeOf(ask(live, "run_none"))).toBe("not_found");
});

it("names what is wrong: an unknown checkpoint, an archived app", async () => {
  await using live = await liveFixture();
  const { id } = await send(live, { input: { message: "Question" } });
  await serve(live, "Answer");
  const from = { principal: live.principal, runId: id, body: { checkpointId: "chk_1" } };
  await expect(askFor(live, from)).rejects.toMatchObject({
    code: "invalid_request",
    details: [{ path: "checkpointId" }],
  });
  await live.db.pool.query("update app set archived_at = now()");
  expect(await codeOf(ask(live, id))).toBe("conflict");
});

it("a retry goes before what is sent after it, and is neither edited nor overtaken", async () => {
  await using live = await liveFixture();
  const { id, sessionId } = await send(live, { input: { message: "Question" } });
  await serve(live, "Answer");
  const again = await retried(live, id);
  const next = await send(live, { input: { message: "Next" }, sessionId });
  expect(next.queuePosition).toBe(2);
  const change = (runId: string, body: object) =>
    codeOf(changeRun(live, { ...live.given, runId, body: ChangeRun.parse(body) }));
  expect(await change(next.id, { position: 1 })).toBe("conflict");
  expect(await change(again.id, { position: 2 })).toBe("conflict");
  expect(await change(again.id, { input: { message: "Other" } })).toBe("conflict");
  await serve(live, "Better");
  await serve(live, "Re: next");
  expect(await shown(live, sessionId)).toEqual([
    "user: Question",
    "(assistant: Answer)",
    "assistant: Better",
    "user: Next",
    "assistant: Re: next",
  ]);
});

it("is answered in the form that is asked for: the events of the new run alone", async () => {
  await using live = await liveFixture();
  const { id, sessionId } = await send(live, { input: { message: "Question" } });
  await serve(live, "Answer");
  const stream = readStream(await ask(live, id, { accept: "text/event-stream" }));
  await serve(live, "Better");
  const frames = await stream.until(() => false);
  expect(frames.map(({ event }) => event)).toEqual([
    "run.queued",
    "run.started",
    "turn.started",
    "text.started",
    "text.delta",
    "text.finished",
    "turn.finished",
    "run.finished",
  ]);
  const last: Run = JSON.parse(frames.at(-1)?.data ?? "{}").run;
  expect(last).toEqual(await findRun(live.db.pool, live.given.projectId, last.id));
  expect(last.retryOf).toBe(id);
  await readLog(live.db, { ...live.given, sessionId });
});
