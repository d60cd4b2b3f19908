import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EventOf, NewEvent, SlipwayEvent } from "#events/event.ts";
import { emptyTranscript, foldEvent, foldEvents } from "#events/fold-messages.ts";
import { arbitraryEvents } from "#events/test/arbitrary-events.ts";
import type { Message } from "#messages/message.ts";
import { buildRun } from "#runs/test/build-run.ts";
import { noTokens } from "#runs/usage.ts";

const at = "2026-11-21T09:00:00.000Z";

/** A log of one run, numbered from 1. */
function logOf(...events: readonly NewEvent[]): SlipwayEvent[] {
  return events.map((event, index) => ({ ...event, seq: index + 1, sessionId: "ses_1", runId: "run_1", at }));
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of Object.values(value)) deepFreeze(inner);
  return value;
}

const turnStarted = { type: "turn.started", turn: 1, model: "demo/demo", messageId: "msg_a" } as const;

describe("foldEvents", () => {
  it("gives the same transcript in any split, also after a trip through JSON", () => {
    fc.assert(
      fc.property(arbitraryEvents, fc.nat(), (events, cut) => {
        const index = cut % (events.length + 1);
        const first = foldEvents(events.slice(0, index));
        const stored: typeof first = JSON.parse(JSON.stringify(first));
        expect(foldEvents(events.slice(index), stored)).toEqual(foldEvents(events));
      }),
    );
  });

  it("changes nothing when events that were seen come again", () => {
    fc.assert(
      fc.property(arbitraryEvents, fc.nat(), (events, cut) => {
        const whole = foldEvents(events);
        expect(foldEvents(events.slice(cut % events.length), whole)).toBe(whole);
      }),
    );
  });

  it("never writes into the transcript that it was given", () => {
    fc.assert(
      fc.property(arbitraryEvents, (events) => {
        const frozen = events.reduce(
          (transcript, event) => deepFreeze(foldEvent(transcript, event)),
          deepFreeze(emptyTranscript),
        );
        expect(frozen).toEqual(foldEvents(events));
      }),
    );
  });

  it("shows while streaming exactly the text that the finish repeats", () => {
    fc.assert(
      fc.property(arbitraryEvents, (events) => {
        let transcript = emptyTranscript;
        for (const event of events) {
          if (event.type === "text.finished" || event.type === "reasoning.finished")
            expect(textOf(transcript.messages, event.blockId)).toBe(event.text);
          transcript = foldEvent(transcript, event);
          if (event.type === "text.finished" || event.type === "reasoning.finished")
            expect(textOf(transcript.messages, event.blockId)).toBe(event.text);
        }
      }),
    );
  });

  it("leaves no part open and no id twice when every run has finished", () => {
    fc.assert(
      fc.property(arbitraryEvents, (events) => {
        const { messages } = foldEvents(events);
        const parts = messages.flatMap((message) => message.parts);
        expect(parts.filter((part) => part.state !== "done")).toEqual([]);
        const ids = [...messages.map((message) => message.id), ...parts.map((part) => part.id)];
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it("folds an answer with reasoning, text and a tool", () => {
    const events = logOf(
      turnStarted,
      { type: "reasoning.started", blockId: "blk_r" },
      { type: "reasoning.delta", blockId: "blk_r", delta: "Hm." },
      { type: "reasoning.finished", blockId: "blk_r", text: "Hm." },
      { type: "text.started", blockId: "blk_t" },
      { type: "text.delta", blockId: "blk_t", delta: "I will " },
      { type: "text.finished", blockId: "blk_t", text: "I will", interrupted: true },
      { type: "tool.requested", callId: "call_1", name: "read", inputDelta: "{" },
      { type: "tool.started", callId: "call_1", name: "read", input: { path: "a" } },
      { type: "tool.progress", callId: "call_1", delta: "4" },
      {
        type: "tool.finished",
        callId: "call_1",
        name: "read",
        output: "42",
        isError: false,
        outcome: "ok",
        durationMs: 7,
      },
    );
    expect(foldEvents(events).messages).toEqual([
      {
        id: "msg_a",
        role: "assistant",
        runId: "run_1",
        createdAt: at,
        parts: [
          { id: "blk_r", state: "done", type: "reasoning", text: "Hm." },
          { id: "blk_t", state: "done", type: "text", text: "I will", interrupted: true },
          {
            id: "call_1",
            state: "done",
            type: "tool",
            callId: "call_1",
            name: "read",
            input: { path: "a" },
            output: "42",
            outcome: "ok",
            durationMs: 7,
          },
        ],
      },
    ]);
  });

  it("shows a call that waits for a person as awaiting until it is decided", () => {
    const approval = {
      id: "apr_1",
      callId: "call_1",
      tool: "bash",
      input: {},
      reason: "asks",
      expiresAt: at,
    };
    const events = logOf(
      turnStarted,
      { type: "tool.requested", callId: "call_1", name: "bash", inputDelta: "{}" },
      { type: "approval.requested", approval },
      {
        type: "approval.decided",
        approvalId: "apr_1",
        callId: "call_1",
        decision: "allow",
        by: null,
        reason: null,
      },
    );
    const states = [2, 3, 4].map(
      (length) => foldEvents(events.slice(0, length)).messages[0]?.parts[0]?.state,
    );
    expect(states).toEqual(["open", "awaiting", "open"]);
  });

  it("tells of a call what matters at each moment of its life, and in the end only what came of it", () => {
    const id = { callId: "call_1", name: "bash" };
    const approval = {
      id: "apr_1",
      callId: "call_1",
      tool: "bash",
      input: { command: "ls" },
      reason: "asks",
      expiresAt: at,
    };
    const decision = { decision: "allow", by: "usr_1", reason: null } as const;
    const events = logOf(
      turnStarted,
      { type: "tool.requested", ...id, inputDelta: '{"comm' },
      { type: "tool.requested", ...id, inputDelta: 'and":"ls"}' },
      { type: "approval.requested", approval },
      { type: "approval.decided", approvalId: "apr_1", callId: "call_1", ...decision },
      { type: "tool.started", ...id, input: { command: "ls -l" }, turn: 1 },
      { type: "tool.finished", ...id, output: "a", isError: false, outcome: "ok", durationMs: 4 },
    );
    const partAfter = (length: number) => foldEvents(events.slice(0, length)).messages[0]?.parts[0];
    const base = { id: "call_1", type: "tool", ...id, output: null, outcome: null, durationMs: null };
    const inputText = '{"command":"ls"}';
    const asked = { ...base, inputText, input: { command: "ls" }, since: at };
    expect([3, 4, 5, 6, 7].map(partAfter)).toEqual([
      { ...base, state: "open", input: null, inputText },
      { ...asked, state: "awaiting" },
      { ...asked, state: "open", decision },
      { ...base, state: "open", input: { command: "ls -l" }, turn: 1, since: at },
      {
        ...base,
        state: "done",
        input: { command: "ls -l" },
        turn: 1,
        output: "a",
        outcome: "ok",
        durationMs: 4,
      },
    ]);
  });

  it("C24 ends what a turn asked for that was cut, and leaves what its batch still has to run", () => {
    const requested = (callId: string) =>
      ({ type: "tool.requested", callId, name: "read", inputDelta: "{" }) as const;
    const finished = (stopReason: "aborted" | "tool_calls") =>
      ({
        type: "turn.finished",
        turn: 1,
        model: "a/b",
        usage: noTokens,
        costUsd: 0,
        stopReason,
        durationMs: 1,
        ttftMs: 1,
      }) as const;
    const stateOf = (...events: NewEvent[]) => {
      const [part] = foldEvents(logOf(turnStarted, ...events)).messages[0]?.parts ?? [];
      return part?.type === "tool" ? [part.state, part.outcome] : null;
    };
    expect(stateOf(requested("call_1"), finished("aborted"))).toEqual(["done", "interrupted"]);
    expect(stateOf(requested("call_1"), finished("tool_calls"))).toEqual(["open", null]);
    const run = buildRun({ status: "cancelled", stopReason: "cancelled" });
    const ended = [requested("call_1"), finished("tool_calls"), { type: "run.finished", run } as const];
    expect(stateOf(...ended)).toEqual(["done", "interrupted"]);
  });

  it("splits the answer at a steer", () => {
    const steer: NewEvent = {
      type: "message.created",
      message: { id: "msg_s", role: "user", runId: "run_1", parts: [], createdAt: at },
    };
    const next = { ...turnStarted, turn: 2, messageId: "msg_b" };
    const events = logOf(turnStarted, { type: "text.started", blockId: "blk_1" }, steer, next, {
      type: "text.started",
      blockId: "blk_2",
    });
    expect(foldEvents(events).messages.map(({ id, parts }) => [id, parts.map((part) => part.id)])).toEqual([
      ["msg_a", ["blk_1"]],
      ["msg_s", []],
      ["msg_b", ["blk_2"]],
    ]);
  });

  it("takes back the message of a run that was cancelled before it started", () => {
    const message: Message = { id: "msg_u", role: "user", runId: "run_1", parts: [], createdAt: at };
    const run = buildRun({ status: "cancelled", stopReason: "cancelled", startedAt: null });
    const events = logOf({ type: "message.created", message }, { type: "run.finished", run });
    expect(foldEvents(events).messages).toEqual([]);
  });

  it("C9 marks a failed run once, after the text so far", () => {
    const error = { code: "error", message: "The model went away.", retryable: true };
    const run = buildRun({
      status: "failed",
      stopReason: "error",
      error,
      output: { text: "Hi", partial: true },
    });
    const events = logOf(
      turnStarted,
      { type: "text.started", blockId: "blk_1" },
      { type: "text.finished", blockId: "blk_1", text: "Hi", interrupted: true },
      { type: "run.finished", run },
    );
    expect(foldEvents(events).messages[0]?.parts).toEqual([
      { id: "blk_1", state: "done", type: "text", text: "Hi", interrupted: true },
      { id: "run_1:error", state: "done", type: "error", code: "error", message: "The model went away." },
    ]);
  });

  it("shows a message that was edited in its place, and none that went behind others", () => {
    const saying = (text: string): NewEvent => ({
      type: "message.created",
      message: {
        id: "msg_u",
        role: "user",
        runId: "run_1",
        parts: [{ id: "msg_u:text", state: "done", type: "text", text }],
        createdAt: at,
      },
    });
    const next: NewEvent = { type: "run.queued", position: 1 };
    const edited = logOf(saying("One"), next, saying("Two"), next);
    expect(foldEvents(edited).messages).toEqual([expect.objectContaining({ id: "msg_u" })]);
    expect(textOf(foldEvents(edited).messages, "msg_u:text")).toBe("Two");
    expect(foldEvents(logOf(saying("One"), next, { ...next, position: 2 })).messages).toEqual([]);
  });

  it("starts a forked session with the messages that it was forked with", () => {
    const message: Message = { id: "msg_u", role: "user", runId: null, parts: [], createdAt: at };
    const forked: EventOf<"session.forked"> = {
      type: "session.forked",
      from: "ses_0",
      messages: [message],
      seq: 1,
      sessionId: "ses_1",
      runId: null,
      at,
    };
    expect(foldEvents([forked])).toEqual({ messages: [message], seq: 1 });
  });
});

function textOf(messages: readonly Message[], partId: string): string | undefined {
  const part = messages.flatMap((message) => message.parts).find((candidate) => candidate.id === partId);
  return part && "text" in part ? part.text : undefined;
}
