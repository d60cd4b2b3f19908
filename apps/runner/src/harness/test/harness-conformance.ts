import { describe, expect, it, onTestFinished } from "vitest";
import type {
  Harness,
  HarnessEntry,
  HarnessEvent,
  HarnessSession,
  ModelTarget,
  NeutralEntry,
  ToolCall,
  TurnEnd,
} from "#harness/harness.ts";
import type { ToolDeclaration } from "#tools/tool.ts";

/** What the adapter under test talks to. */
export type HarnessFixture = AsyncDisposable & {
  readonly harness: Harness;
  readonly model: ModelTarget;
  readonly fetch: typeof fetch;
  /** A message that the model answers with at least three words at once. */
  readonly promptForAnswer: string;
  /** A message that the model answers with many words, taking half a second or more. */
  readonly promptForSlowAnswer: string;
  /** Resolves when no call to the model is open any more. */
  closed(): Promise<void>;
  /** The text that the model was last sent, of the whole conversation. Null: nobody can look. */
  lastRequest(): string | null;
};

export type HarnessCase = {
  readonly name: string;
  readonly makeFixture: () => Promise<HarnessFixture>;
  /** A message after which the call fails when some text was shown. Left out: this model cannot fail. */
  readonly promptForFailure?: string;
  /** A message that the model works on with `ls` and `read`, both in one turn, and then answers. Left out: it has no tools. */
  readonly promptForCalls?: string;
};

/** The port's promises. Every adapter passes them, whatever it talks to. */
export function describeHarness({ name, makeFixture, promptForFailure, promptForCalls }: HarnessCase): void {
  describe(`the harness port, kept by ${name}`, () => {
    it("emits whole blocks in order, then settles with the same text", async () => {
      const { open, fixture } = await given(makeFixture);
      const session = await open([{ role: "user", text: fixture.promptForAnswer }]);
      const turn = await runToEnd(session);
      expect(turn.end).toMatchObject({ kind: "answered", stopReason: "stop", text: shownText(turn.events) });
      expect(turn.events.filter((event) => event.type === "text.delta").length).toBeGreaterThan(2);
      expectWholeBlocks(turn.events, false);
    });

    it("goes on after the turn's entries were stored and read again", async () => {
      const { open, fixture } = await given(makeFixture);
      const question = { role: "user", text: fixture.promptForAnswer } as const;
      const first = await runToEnd(await open([question]));
      const stored = JSON.parse(JSON.stringify(first.end.entries));
      const second = await runToEnd(await open([question, ...stored, question]));
      expect(second.end.kind).toBe("answered");
      expect(fixture.lastRequest() ?? shownText(first.events)).toContain(shownText(first.events));
    });

    it("reads a message of each role that the host wrote", async () => {
      const { open, fixture } = await given(makeFixture);
      const session = await open([
        { role: "user", text: "Earlier question" },
        { role: "assistant", text: "Earlier answer" },
        { role: "user", text: fixture.promptForAnswer },
      ]);
      expect((await runToEnd(session)).end.kind).toBe("answered");
      expect(fixture.lastRequest() ?? "Earlier answer").toContain("Earlier answer");
    });

    it("C9 settles at once on abort, closes the call, and keeps what was shown", async () => {
      const { open, fixture } = await given(makeFixture);
      const session = await open([{ role: "user", text: fixture.promptForSlowAnswer }]);
      const turn = await runToEnd(session, { abortAtDelta: 3 });
      await fixture.closed();
      expect(turn.end.kind).toBe("aborted");
      expect(turn.settledAfterAbortMs).toBeLessThan(500);
      expect(turn.end.entries).toHaveLength(1);
      expectWholeBlocks(turn.events, true);
    });

    it("goes on from what was shown, in this session and in one opened from the stored entries", async () => {
      const { open, fixture } = await given(makeFixture);
      const question = { role: "user", text: fixture.promptForSlowAnswer } as const;
      const session = await open([question]);
      const cut = await runToEnd(session, { abortAtDelta: 3 });
      const shown = shownText(cut.events);
      await runToEnd(session, { abortAtDelta: 1, how: "continueTurn" });
      expect(fixture.lastRequest() ?? shown).toContain(shown);
      const reopened = await open([question, ...JSON.parse(JSON.stringify(cut.end.entries))]);
      await runToEnd(reopened, { abortAtDelta: 1, how: "continueTurn" });
      expect(fixture.lastRequest() ?? shown).toContain(shown);
    });

    it("does nothing when it is aborted before it starts", async () => {
      const { open, fixture } = await given(makeFixture);
      const session = await open([{ role: "user", text: fixture.promptForAnswer }]);
      expect(await runToEnd(session, { abortAtDelta: 0 })).toMatchObject({
        events: [],
        end: { kind: "aborted", entries: [] },
      });
      await fixture.closed();
    });

    it("closes twice, and closing ends a turn", async () => {
      const { open, fixture } = await given(makeFixture);
      const session = await open([{ role: "user", text: fixture.promptForSlowAnswer }]);
      const turn = await runToEnd(session, { closeAtDelta: 2 });
      expect(turn.end.kind).toBe("aborted");
      expectWholeBlocks(turn.events, true);
      await session.close();
      await fixture.closed();
    });

    it("C36 opens although an entry is unreadable, and says so once", async () => {
      const { open, fixture } = await given(makeFixture);
      const session = await open([{ broken: true }, { role: "user", text: fixture.promptForAnswer }]);
      const first = await runToEnd(session);
      expect(first.end.kind).toBe("answered");
      expect(first.events.filter((event) => event.type === "warning")).toHaveLength(1);
      expect((await runToEnd(session)).events.some((event) => event.type === "warning")).toBe(false);
    });

    it("says how full the model is, more after more was said", async () => {
      const { open, fixture } = await given(makeFixture);
      const session = await open([{ role: "user", text: fixture.promptForAnswer }]);
      const before = session.contextUsage();
      session.add([{ kind: "message", role: "user", text: "word ".repeat(500) }]);
      const after = session.contextUsage();
      expect(before).toMatchObject({ contextWindow: fixture.model.contextWindow });
      expect(after.tokens).toBeGreaterThan(before.tokens + 400);
    });

    it("leaves a short conversation as it is when it is asked to shorten it", async () => {
      const { open, fixture } = await given(makeFixture);
      const session = await open([{ role: "user", text: fixture.promptForAnswer }]);
      const { signal } = new AbortController();
      expect(await session.compact({ signal })).toEqual({ kind: "nothing_to_compact", usage: null });
      expect((await runToEnd(session)).end.kind).toBe("answered");
    });

    if (promptForCalls !== undefined) describeTools(makeFixture, promptForCalls);
    if (promptForFailure === undefined) return;

    it("settles with a failure when the model fails, and keeps what was shown", async () => {
      const { open } = await given(makeFixture);
      const turn = await runToEnd(await open([{ role: "user", text: promptForFailure }]));
      expect(turn.end).toMatchObject({ kind: "failed", shown: true });
      expect(turn.end.entries).toHaveLength(1);
      expectWholeBlocks(turn.events, true);
    });
  });
}

function describeTools(makeFixture: () => Promise<HarnessFixture>, promptForCalls: string): void {
  const question = { role: "user", text: promptForCalls } as const;

  it("hands the calls over unrun, word by word as they were asked for", async () => {
    const { open } = await given(makeFixture, tools);
    const session = await open([question]);
    const { events, end } = await runToEnd(session);
    const calls = callsOf(end);
    expect(calls.length).toBeGreaterThan(1);
    expect(new Set(calls.map((call) => call.callId)).size).toBe(calls.length);
    for (const call of calls) {
      const asked = events.filter((event) => event.type === "tool.requested" && event.callId === call.callId);
      const written = asked
        .map((event) => (event.type === "tool.requested" ? event.inputDelta : ""))
        .join("");
      expect(JSON.parse(written)).toEqual(call.input);
    }
    expect(session.pendingCalls()).toEqual(calls);
    expectWholeBlocks(events, false);
  });

  it("goes on when the results are there, whatever their order, and ends with an answer", async () => {
    const { open, fixture } = await given(makeFixture, tools);
    const session = await open([question]);
    let turn = await runToEnd(session);
    for (let turns = 1; turn.end.kind === "tool_calls" && turns < 10; turns += 1) {
      session.add(turn.end.calls.map((call) => resultOf(call)).toReversed());
      expect(session.pendingCalls()).toEqual([]);
      turn = await runToEnd(session);
    }
    expect(turn.end.kind).toBe("answered");
    expect(fixture.lastRequest() ?? "result of read").toContain("result of read");
  });

  it("C31 knows in another process which calls are left to make, from stored entries alone", async () => {
    const { open } = await given(makeFixture, tools);
    const { end } = await runToEnd(await open([question]));
    const [first, ...rest] = callsOf(end);
    if (!first) throw new Error("The model made no call.");
    const stored = JSON.parse(JSON.stringify([...end.entries, resultOf(first)]));
    const reopened = await open([question, ...stored]);
    expect(reopened.pendingCalls()).toEqual(rest);
    reopened.add(rest.map((call) => resultOf(call)));
    expect((await runToEnd(reopened)).end.kind).not.toBe("failed");
  });

  it("C31 tells the model that the outcome of a call is unknown when nobody knows it", async () => {
    const { open, fixture } = await given(makeFixture, tools);
    const { end } = await runToEnd(await open([question]));
    const stored = JSON.parse(JSON.stringify(end.entries));
    const turn = await runToEnd(await open([question, ...stored]));
    expect(turn.end.kind).not.toBe("failed");
    expect(fixture.lastRequest() ?? "outcome of this call is unknown").toContain(
      "outcome of this call is unknown",
    );
  });

  it("passes on what people said while tools were at work", async () => {
    const { open, fixture } = await given(makeFixture, tools);
    const session = await open([question]);
    const { end } = await runToEnd(session);
    const [first, ...rest] = callsOf(end).map((call) => resultOf(call));
    if (!first) throw new Error("The model made no call.");
    session.add([first, { kind: "message", role: "user", text: "And be quick." }, ...rest]);
    expect((await runToEnd(session)).end.kind).not.toBe("failed");
    expect(fixture.lastRequest() ?? "And be quick.").toContain("And be quick.");
  });
}

const path = { type: "object", properties: { path: { type: "string" } }, required: ["path"] };
const tools: readonly ToolDeclaration[] = [
  { name: "ls", description: "Lists a directory.", inputSchema: path },
  { name: "read", description: "Reads a file.", inputSchema: path },
];

function callsOf(end: TurnEnd): readonly ToolCall[] {
  expect(end.kind).toBe("tool_calls");
  return end.kind === "tool_calls" ? end.calls : [];
}

function resultOf({ callId, name }: ToolCall): NeutralEntry {
  return { kind: "tool_result", callId, name, output: `result of ${name}`, isError: false };
}

type Message = { readonly role: "user" | "assistant"; readonly text: string };

async function given(makeFixture: () => Promise<HarnessFixture>, tools: readonly ToolDeclaration[] = []) {
  const fixture = await makeFixture();
  onTestFinished(async () => await fixture[Symbol.asyncDispose]());
  const { harness, model, fetch } = fixture;
  const open = async (conversation: readonly (Message | HarnessEntry)[]) => {
    const entries = conversation.map((item) => (isMessage(item) ? { kind: "message", ...item } : item));
    const base = { model, instructions: "Be brief.", parameters: {}, tools, skills: [] };
    const input = { ...base, entries, fetch };
    const session = await harness.open(input);
    onTestFinished(async () => await session.close());
    return session;
  };
  return { fixture, open };
}

function isMessage(item: Message | HarnessEntry): item is Message {
  return (
    Object.keys(item).length === 2 &&
    typeof item.text === "string" &&
    (item.role === "user" || item.role === "assistant")
  );
}

type RunOptions = {
  readonly how?: "runTurn" | "continueTurn";
  /** Aborts when this many deltas have come; 0 aborts before the start. */
  readonly abortAtDelta?: number;
  readonly closeAtDelta?: number;
};

/** Runs a turn, and fails the test when anything is emitted after it has settled. */
async function runToEnd(
  session: HarnessSession,
  { how = "runTurn", abortAtDelta, closeAtDelta }: RunOptions = {},
) {
  const events: HarnessEvent[] = [];
  const controller = new AbortController();
  let abortedAt = performance.now();
  let deltas = 0;
  let isSettled = false;
  const stopAt = (delta: number) => {
    abortedAt = performance.now();
    if (delta === abortAtDelta) controller.abort();
    if (delta === closeAtDelta) void session.close();
  };
  stopAt(0);
  const emit = (event: HarnessEvent) => {
    if (isSettled) throw new Error(`${event.type} came after the turn had settled.`);
    events.push(event);
    if (event.type === "text.delta") stopAt(++deltas);
  };
  const end = await session[how]({ signal: controller.signal, emit });
  isSettled = true;
  return { events, end, settledAfterAbortMs: performance.now() - abortedAt };
}

function shownText(events: readonly HarnessEvent[]): string {
  return events.map((event) => (event.type === "text.delta" ? event.delta : "")).join("");
}

/** Every block is started, filled and finished once, with the text of its deltas; only the last one may be interrupted. */
function expectWholeBlocks(events: readonly HarnessEvent[], isCut: boolean): void {
  const open = new Map<string, string>();
  const finished: string[] = [];
  for (const event of events) {
    if (event.type === "text.started" || event.type === "reasoning.started") {
      expect(finished).not.toContain(event.blockId);
      open.set(event.blockId, "");
    } else if (event.type === "text.delta" || event.type === "reasoning.delta") {
      expect(open.has(event.blockId)).toBe(true);
      open.set(event.blockId, open.get(event.blockId) + event.delta);
    } else if (event.type === "text.finished" || event.type === "reasoning.finished") {
      expect(open.get(event.blockId)).toBe(event.text);
      open.delete(event.blockId);
      finished.push(event.blockId);
    }
  }
  expect([...open.keys()]).toEqual([]);
  const cutBlocks = events.filter((event) => "interrupted" in event);
  expect(cutBlocks).toEqual(isCut ? [events.at(-1)] : []);
}
