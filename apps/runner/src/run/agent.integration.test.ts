import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { decideApproval } from "@slipway/db/approvals/decide-approval";
import { listCheckpoints } from "@slipway/db/checkpoints/list-checkpoints";
import type { Db } from "@slipway/db/db";
import { readEventsLine } from "@slipway/db/events/events-line";
import { channels, notify } from "@slipway/db/events/notify";
import { readRunEvents } from "@slipway/db/events/read-events";
import { cancelRun } from "@slipway/db/runs/cancel-run";
import { findRun } from "@slipway/db/runs/find-run";
import type { NewRun } from "@slipway/db/runs/new-run";
import { type GivenApp, givenApp } from "@slipway/db/testing/given-app";
import { readTranscript } from "@slipway/db/testing/read-log";
import { sendMessage, testDb } from "@slipway/db/testing/send-message";
import { type TestDatabase, testDatabase } from "@slipway/db/testing/test-database";
import { findGrammarFault } from "@slipway/schemas/events/check-grammar";
import type { SlipwayEvent } from "@slipway/schemas/events/event";
import { resolveBudget } from "@slipway/schemas/runs/budget";
import type { Run } from "@slipway/schemas/runs/run";
import { startModelServer } from "@slipway/testing/model-server/start-model-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startScriptedRunner, type TestRunner } from "#test/start-test-runner.ts";
import { until, untilEvent, untilFinal } from "#test/until.ts";

type ModelServer = Awaited<ReturnType<typeof startModelServer>>;

let database: TestDatabase;
let db: Db;
let models: ModelServer;
let runner: TestRunner;
let folder: string;
let effects: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "slipway-agent-"));
  effects = path.join(folder, "effects");
  writeFileSync(effects, "");
  database = await testDatabase();
  db = testDb(database.url);
  models = await startModelServer({ apiKey: "sk-test" });
  runner = await startScriptedRunner(database.url, { effects });
});

afterAll(async () => {
  await runner.end("SIGKILL");
  await models.close();
  await db.close();
  await database.close();
  rmSync(folder, { recursive: true });
});

/** What webs are told of events, as it comes. */
async function hearEvents() {
  const lines: string[] = [];
  const client = await db.pool.connect();
  client.on("notification", ({ payload = "" }) => lines.push(...payload.split("\n")));
  await client.query(`listen ${channels.events}`);
  return {
    of: (sessionId: string) =>
      lines
        .map(readEventsLine)
        .filter((line) => line.sessionId === sessionId)
        .flatMap((line) => line.events()),
    [Symbol.asyncDispose]: async () => client.release(true),
  };
}

const allowAll = { permissions: { default: "allow", rules: [] } };

function givenAgent(
  config: Record<string, unknown> = allowAll,
  model: { readonly contextWindow?: number } = {},
): Promise<GivenApp> {
  const cost = { input: 1, output: 2, cacheRead: 0.5, cacheWrite: 1 };
  const scripted = { id: "scripted", cost, ...model };
  const provider = { baseUrl: `${models.url}/v1`, apiKey: "sk-test", models: [scripted] };
  return givenApp(db.pool, { type: "agent", provider, config: { tools: { builtin: [] }, ...config } });
}

type Sent = {
  readonly app: GivenApp;
  readonly projectId: string;
  readonly sessionId: string;
  readonly runId: string;
};

async function send(app: GivenApp, lines: readonly string[], change: Partial<NewRun> = {}): Promise<Sent> {
  const message = lines.join("\n");
  const sent = await sendMessage(db, app, { message, durable: true, ...change });
  return { app, projectId: app.projectId, sessionId: sent.sessionId, runId: sent.runId };
}

async function eventsOf(sent: Sent): Promise<SlipwayEvent[]> {
  const events = await readRunEvents(db.pool, { ...sent, after: 0 });
  expect(findGrammarFault(events, { complete: false })).toBeNull();
  return events;
}

const toolsOf = (events: readonly SlipwayEvent[]) =>
  events.flatMap((event) => (event.type === "tool.finished" ? [`${event.name} ${event.outcome}`] : []));

const effectsOf = () => readFileSync(effects, "utf8").split("\n").filter(Boolean);

const untilWaiting = (sent: Sent): Promise<Run> =>
  until("the run to wait", async () => {
    const run = await findRun(db.pool, sent.projectId, sent.runId);
    if (run?.error) throw new Error(JSON.stringify(run.error));
    return run?.status === "waiting" ? run : null;
  });

async function decide(
  sent: Sent,
  approvalId: string,
  change: {
    decision?: "allow" | "deny";
    editedInput?: Record<string, unknown>;
    scope?: "once" | "session";
    comment?: string;
  } = {},
): Promise<void> {
  const decided = await decideApproval(db, {
    projectId: sent.projectId,
    approvalId,
    decision: "allow",
    scope: "once",
    editedInput: null,
    comment: null,
    by: "usr_1",
    now: new Date(),
    ...change,
  });
  expect(decided.kind).toBe("decided");
  await notify(db.pool, { queue: [""] });
}

describe("an agent", () => {
  it("C24 runs what the model asks for, tells it what came of it, and goes on until the answer", async () => {
    const sent = await send(await givenAgent(), [
      '!tool note {"text":"one"}',
      "!then",
      '!tool look {"text":"two"}',
      "!tool broken {}",
      "!tool nothing {}",
      '!tool look {"text":3}',
      "!then",
      "!results",
    ]);
    const run = await untilFinal(db, sent);
    expect(run).toMatchObject({ status: "completed", usage: { turns: 3, toolCalls: 3 }, error: null });
    for (const told of [
      "look did two",
      "It is broken.",
      "There is no tool called nothing",
      "text: must be string",
    ]) {
      expect(run.output?.text).toContain(told);
    }
    const events = await eventsOf(sent);
    expect(findGrammarFault(events)).toBeNull();
    expect(toolsOf(events).toSorted()).toEqual(
      ["note ok", "look ok", "broken error", "nothing error", "look error"].toSorted(),
    );
    expect(effectsOf()).toEqual(expect.arrayContaining(["note one", "look two"]));
    expect(events.filter(({ type }) => type === "tool.started")).toHaveLength(5);
    const transcript = await readTranscript(db, sent);
    expect(transcript.flatMap(({ parts }) => parts).every(({ state }) => state === "done")).toBe(true);
  });

  it("C30 saves a checkpoint after each finished step, a parallel batch one", async () => {
    const sent = await send(await givenAgent(), [
      '!tool look {"text":"a"}',
      '!tool look {"text":"b"}',
      "!then",
      '!tool note {"text":"c"}',
      "!then",
      "!say Done",
    ]);
    await untilFinal(db, sent);
    const { items } = await listCheckpoints(db.pool, { ...sent, limit: 10 });
    expect(items.map(({ step, label }) => [step, label])).toEqual([
      [3, "Done"],
      [2, "note"],
      [1, "look"],
    ]);
    const saved = (await eventsOf(sent)).filter(({ type }) => type === "checkpoint.saved");
    expect(saved).toMatchObject(items.map(({ id, step }) => ({ checkpointId: id, step })).toReversed());
  });

  it("C31 goes on where a checkpoint cannot be stored, and says so, live as in the log", async () => {
    await using heard = await hearEvents();
    await db.pool.query("alter table checkpoint add constraint nothing_fits check (step < 0) not valid");
    const sent = await send(await givenAgent(), ['!tool look {"text":"a"}', "!then", "!say Done"]);
    const run = await untilFinal(db, sent);
    await db.pool.query("alter table checkpoint drop constraint nothing_fits");
    expect(run).toMatchObject({ status: "completed", output: { text: "Done" } });
    const stored = await eventsOf(sent);
    const failed = stored.filter(({ type }) => type === "checkpoint.failed");
    expect(failed).toMatchObject([{ step: 1 }, { step: 2 }]);
    const told = await until("the news of its end", () => {
      const events = heard.of(sent.sessionId);
      return Promise.resolve(events.some(({ type }) => type === "run.finished") && events);
    });
    expect(told.length).toBeGreaterThan(5);
    for (const { seq, type } of told) {
      expect([seq, type]).toEqual([seq, stored.find((event) => event.seq === seq)?.type]);
    }
  });

  it("C46 is told, people are warned, and it is stopped when it goes in circles", async () => {
    const sent = await send(await givenAgent(), ['!tool look {"text":"circle"}', "!repeat"]);
    const run = await untilFinal(db, sent);
    expect(run).toMatchObject({
      status: "failed",
      stopReason: "no_progress",
      error: { code: "no_progress" },
    });
    const events = await eventsOf(sent);
    expect(toolsOf(events)).toEqual([...new Array(6).fill("look ok"), "look denied"]);
    expect(
      events.filter((event) => event.type === "warning" && event.code === "going_in_circles"),
    ).toHaveLength(2);
    expect(effectsOf().filter((line) => line === "look circle")).toHaveLength(6);
    const told = models.requests.flatMap(({ request }) => request?.messages.map(({ text }) => text) ?? []);
    expect(told.some((text) => text.includes("Note by the host") && text.includes("3 times in a row"))).toBe(
      true,
    );
  });

  it("C38 stops before the call that its limit has no room for", async () => {
    const app = await givenAgent();
    const lines = [
      '!tool note {"text":"first"}',
      '!tool note {"text":"second"}',
      '!tool note {"text":"third"}',
    ];
    const sent = await send(app, lines, { budget: resolveBudget({ maxToolCalls: 2 }) });
    const run = await untilFinal(db, sent);
    expect(run).toMatchObject({
      status: "failed",
      stopReason: "budget_exhausted",
      usage: { toolCalls: 2 },
      error: { details: { kind: "maxToolCalls", current: 2, limit: 2 } },
    });
    expect(effectsOf()).not.toContain("note third");
    expect(toolsOf(await eventsOf(sent))).toEqual(["note ok", "note ok", "note denied"]);
  });

  it("C10 C45 is cancelled although a tool ignores that, and what it showed is kept", async () => {
    const sent = await send(await givenAgent(), [
      "!tool hang {}",
      '!tool slow {"ms":1}',
      "!then",
      "!say Never",
    ]);
    await untilEvent(db, sent, (event) => event.type === "tool.progress");
    const startedAt = Date.now();
    await cancelRun(db, { ...sent, reason: null, now: new Date() });
    await notify(db.pool, { cancel: [sent.runId] });
    expect(await untilFinal(db, sent)).toMatchObject({ status: "cancelled" });
    expect(Date.now() - startedAt).toBeLessThan(2_000);
    const events = await eventsOf(sent);
    expect(findGrammarFault(events)).toBeNull();
    expect(toolsOf(events)).toContain("hang interrupted");
    const next = await send(sent.app, ["!say Again"], { sessionId: sent.sessionId });
    expect(await untilFinal(db, next)).toMatchObject({ status: "completed", output: { text: "Again" } });
  });
});

describe("C39 an agent that asks", () => {
  it("runs nothing of a batch before the last decision, and each call once with what was decided", async () => {
    const sent = await send(await givenAgent({}), [
      '!tool look {"text":"batch"}',
      '!tool note {"text":"yes"}',
      '!tool note {"text":"changed"}',
      '!tool note {"text":"no"}',
      "!then",
      "!results",
    ]);
    const { pendingApprovals } = await untilWaiting(sent);
    expect(pendingApprovals.map(({ tool, input }) => [tool, input.text])).toEqual([
      ["note", "yes"],
      ["note", "changed"],
      ["note", "no"],
    ]);
    const [yes, changed, no] = pendingApprovals.map(({ id }) => id);
    await decide(sent, no ?? "", { decision: "deny", comment: "Not that." });
    await decide(sent, yes ?? "");
    expect((await findRun(db.pool, sent.projectId, sent.runId))?.status).toBe("waiting");
    expect(effectsOf()).not.toContain("look batch");
    await decide(sent, changed ?? "", { editedInput: { text: "edited" } });
    const run = await untilFinal(db, sent);
    expect(run).toMatchObject({ status: "completed", attempt: 2, usage: { turns: 2, toolCalls: 3 } });
    expect(run.output?.text).toContain("Denied by a person, who says: Not that.");
    const left = effectsOf().filter((line) => /batch|yes|changed|edited|note no/.test(line));
    expect(left).toEqual(["look batch", "note yes", "note edited"]);
    const events = await eventsOf(sent);
    expect(findGrammarFault(events)).toBeNull();
    expect(toolsOf(events)).toEqual(["note denied", "look ok", "note ok", "note ok"]);
    expect(events.find((event) => event.type === "run.resumed")).toMatchObject({ reason: "decided" });
  });

  it("checks an edited input again: against the tool's schema and against what is denied", async () => {
    const rules = [{ tool: "command", match: "rm *", action: "deny" }];
    const sent = await send(await givenAgent({ permissions: { default: "ask", rules } }), [
      '!tool command {"text":"ls"}',
      '!tool command {"text":"pwd"}',
      "!then",
      "!results",
    ]);
    const [first, second] = (await untilWaiting(sent)).pendingApprovals;
    await decide(sent, first?.id ?? "", { editedInput: { text: "ls && rm -rf /" } });
    await decide(sent, second?.id ?? "", { editedInput: { text: 7 } });
    const run = await untilFinal(db, sent);
    expect(run.output?.text).toContain("the rule for command with rm *");
    expect(run.output?.text).toContain("text: must be string");
    expect(effectsOf().some((line) => line.startsWith("command"))).toBe(false);
  });

  it("does not ask again for what was allowed for the session", async () => {
    const app = await givenAgent({});
    const sent = await send(app, ['!tool note {"text":"s1"}', "!then", "!say Done"]);
    const [question] = (await untilWaiting(sent)).pendingApprovals;
    await decide(sent, question?.id ?? "", { scope: "session" });
    await untilFinal(db, sent);
    const again = await send(app, ['!tool note {"text":"s2"}', "!then", "!say Done"], {
      sessionId: sent.sessionId,
    });
    expect(await untilFinal(db, again)).toMatchObject({ status: "completed", attempt: 1 });
    expect(effectsOf()).toEqual(expect.arrayContaining(["note s1", "note s2"]));
  });

  it("is answered in advance by whoever starts it", async () => {
    const app = await givenAgent({});
    const lines = ['!tool note {"text":"advance"}', "!then", "!say Done"];
    const sent = await send(app, lines, { approvals: { note: "allow" } });
    expect(await untilFinal(db, sent)).toMatchObject({ status: "completed", attempt: 1 });
    expect(effectsOf()).toContain("note advance");
  });

  it("waits without a runner, survives the restart of every one, and does not count the wait as time", async () => {
    const budget = resolveBudget({ maxDurationMs: 60_000 });
    const sent = await send(await givenAgent({}), ['!tool note {"text":"restart"}', "!then", "!say Done"], {
      budget,
    });
    const [question] = (await untilWaiting(sent)).pendingApprovals;
    await runner.end("SIGKILL");
    await db.pool.query(
      "update run set started_at = started_at - interval '1 hour', waiting_since = waiting_since - interval '1 hour' where id = $1",
      [sent.runId],
    );
    runner = await startScriptedRunner(database.url, { effects });
    await decide(sent, question?.id ?? "");
    expect(await untilFinal(db, sent)).toMatchObject({ status: "completed", output: { text: "Done" } });
    expect(effectsOf().filter((line) => line === "note restart")).toHaveLength(1);
  });
});

describe("C41 an agent that has to hand in a result", () => {
  const outputSchema = { type: "object", properties: { n: { type: "integer" } }, required: ["n"] };
  const agent = () => givenAgent({ ...allowAll, outputSchema });

  it("is told what does not fit and completes with what does", async () => {
    const sent = await send(await agent(), [
      '!tool submit_result {"n":"one"}',
      "!then",
      "!tool submit_result {}",
      "!then",
      '!tool submit_result {"n":1}',
    ]);
    const run = await untilFinal(db, sent);
    expect(run).toMatchObject({ status: "completed", output: { data: { n: 1 } } });
    const retried = (await eventsOf(sent)).filter(({ type }) => type === "validation.retried");
    expect(retried).toMatchObject([
      { attempt: 1, error: expect.stringContaining("n: must be integer") },
      { attempt: 2, error: expect.stringContaining("n: is missing") },
    ]);
  });

  it("fails without an output after three retries", async () => {
    const sent = await send(await agent(), ["!say No.", "!repeat"]);
    const run = await untilFinal(db, sent);
    expect(run).toMatchObject({
      status: "failed",
      stopReason: "output_invalid",
      output: null,
      usage: { turns: 4 },
    });
  });
});

it("C32 C31 comes back to a model that failed after a step, and fails with its error in the end", async () => {
  const app = await givenAgent();
  const budget = resolveBudget({ maxResumeAttempts: 1 });
  const sent = await send(app, ['!tool note {"text":"once"}', "!then", '!error 429 "Busy"'], { budget });
  const run = await untilFinal(db, { ...sent, timeoutMs: 60_000 });
  expect(run).toMatchObject({
    status: "failed",
    attempt: 2,
    error: { code: "provider_rate_limited", message: "Busy" },
  });
  expect(effectsOf().filter((line) => line === "note once")).toHaveLength(1);
  const resumed = (await eventsOf(sent)).filter(({ type }) => type === "run.resumed");
  expect(resumed).toMatchObject([{ reason: "model_failed", checkpointId: expect.stringMatching(/^chk_/) }]);
}, 90_000);

describe("C34 C33 a conversation that is too long", () => {
  const words = (count: number) => new Array(count).fill("word").join(" ");

  it("is shortened when the provider refuses it, and goes on with its task", async () => {
    const app = await givenAgent();
    const first = await send(app, ["!say Noted.", words(2_000)]);
    await untilFinal(db, first);
    const second = await send(app, ["!say Again noted.", words(2_000)], { sessionId: first.sessionId });
    await untilFinal(db, second);
    models.script("!too-long", (request) => request.messages.at(-1)?.text === "Go on.");
    const last = await send(app, ["Go on."], { sessionId: first.sessionId });
    const run = await untilFinal(db, last);
    expect(run).toMatchObject({ status: "completed", error: null });
    expect(run.output?.text).toContain("Go on.");
    const types = (await eventsOf(last)).map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(["context.compacted", "retry.scheduled"]));
  });

  it("fails where it cannot get shorter, and the next short message works", async () => {
    const app = await givenAgent();
    const sent = await send(app, ["!too-long"]);
    expect(await untilFinal(db, sent)).toMatchObject({
      status: "failed",
      error: { code: "provider_too_long" },
    });
    const next = await send(app, ["!say Short."], { sessionId: sent.sessionId });
    expect(await untilFinal(db, next)).toMatchObject({ status: "completed", output: { text: "Short." } });
  });
});

it("C35 goes on in a fresh context with its task and what is done when 95 % are reported and nothing can be shortened", async () => {
  const app = await givenAgent(allowAll, { contextWindow: 10_000 });
  const task = "The task is to note both, letter by letter.";
  models.script(
    [
      '!tool note {"text":"first of both"}',
      "!usage in 9500 out 10",
      "!then",
      '!tool note {"text":"two"}',
      "!then",
      "!say Both are noted.",
    ].join("\n"),
    ({ messages }) => messages.some(({ text }) => text.includes(task)),
  );
  const sent = await send(app, [task]);
  const run = await untilFinal(db, sent);
  const requests = models.requests.flatMap(({ request }) => (request ? [request.messages] : []));
  const last = requests.at(-1) ?? [];
  const events = await eventsOf(sent);
  const compacted = events.filter(({ type }) => type === "context.compacted");
  expect(compacted).toMatchObject([{ fresh: true, tokensBefore: expect.any(Number) }]);
  const [handover] = last.filter(({ text }) => text.includes("note both, letter by letter"));
  expect(handover?.text).toContain('- note {"text":"first of both"}: ok');
  expect(last.some(({ text }) => text.includes('{"text":"first of both"}') && text !== handover?.text)).toBe(
    false,
  );
  // One run, whose budgets count all of it.
  expect(run).toMatchObject({ status: "completed", output: { text: "Both are noted." } });
  expect(run.usage).toMatchObject({ turns: 3, toolCalls: 2 });
  expect(run.usage.inputTokens).toBeGreaterThan(9_500);
  expect(effectsOf().filter((line) => line === "note first of both")).toHaveLength(1);
});

it("C38 counts a call that the provider gives no figures for by an estimate", async () => {
  const sent = await send(await givenAgent(), ["!say One two three four", "!usage none"]);
  const { usage } = await untilFinal(db, sent);
  expect(usage.outputTokens).toBe(5);
  expect(usage.inputTokens).toBeGreaterThan(0);
});
