import { expect, onTestFinished } from "vitest";
import type { HarnessEntry, HarnessEvent, HarnessSession } from "#harness/harness.ts";
import type { HarnessFixture } from "#harness/test/harness-fixture.ts";
import type { ToolDeclaration } from "#tools/tool.ts";

type Message = { readonly role: "user" | "assistant"; readonly text: string };

/** Opens sessions on a fixture of the test's own. */
export async function given(
  makeFixture: () => Promise<HarnessFixture>,
  tools: readonly ToolDeclaration[] = [],
) {
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
export async function runToEnd(
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

export function shownText(events: readonly HarnessEvent[]): string {
  return events.map((event) => (event.type === "text.delta" ? event.delta : "")).join("");
}

/** Every block is started, filled and finished once, with the text of its deltas; only the last one may be interrupted. */
export function expectWholeBlocks(events: readonly HarnessEvent[], isCut: boolean): void {
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
