import { newId } from "@slipway/schemas/ids";
import { noTokens } from "@slipway/schemas/runs/usage";
import { pace } from "#harness/demo/pace.ts";
import { splitWords } from "#harness/demo/split-words.ts";
import type { HarnessSession, OpenHarness, ToolCall, TurnEnd, TurnInput } from "#harness/harness.ts";
import { withLinkedSignal } from "#harness/model-call/with-linked-signal.ts";
import { createCallIds } from "#harness/pi/call-ids.ts";
import type { MadeCall } from "#harness/pi/demo/demo-step.ts";
import { type DemoTurn, planDemoTurn } from "#harness/pi/demo/plan-demo.ts";
import { readArguments } from "#harness/pi/read-arguments.ts";
import { callIdsOf, findPendingCalls, openRecord } from "#harness/pi/record.ts";
import {
  type AnswerEntry,
  callsOf,
  partialEntry,
  type StoredEntry,
  textOf,
} from "#harness/pi/stored-entry.ts";

/** An agent's conversation with `demo/demo`: plays a script that calls tools, offline. A token is a word. */
export function openDemoAgentSession(input: OpenHarness, wordEveryMs: number): HarnessSession {
  const record = openRecord(input.entries);
  const closing = new AbortController();
  const everything = () => [input.instructions, ...record.entries.map(contentOf)].join(" ");

  async function playScript(emit: TurnInput["emit"], signal: AbortSignal): Promise<TurnEnd> {
    for (const warning of record.takeWarnings()) emit(warning);
    const inputTokens = splitWords(everything()).length;
    const { turn, said } = planTurn(input, record.entries);
    const spoken = await speak(splitWords(turn.text.slice(said.length)), { emit, signal, wordEveryMs });
    const usage = { ...noTokens, inputTokens, outputTokens: spoken.words };
    if (!spoken.isWhole) {
      const entries = spoken.text === "" ? [] : [partialEntry(spoken.text)];
      record.add(entries);
      return { kind: "aborted", usage, entries };
    }
    const newCallId = createCallIds(callIdsOf(record.entries));
    const calls = turn.calls.map((call): ToolCall => ({ callId: newCallId(""), ...call }));
    for (const { callId, name, input: fields } of calls) {
      emit({ type: "tool.requested", callId, name, inputDelta: JSON.stringify(fields) });
    }
    const { text } = spoken;
    const entries = [toAnswer(input, text, calls)];
    record.add(entries);
    return calls.length > 0
      ? { kind: "tool_calls", calls, text, usage, entries }
      : { kind: "answered", stopReason: "stop", text, usage, entries };
  }

  const runTurn = ({ signal, emit }: TurnInput) =>
    withLinkedSignal([signal, closing.signal], (linked) => playScript(emit, linked));

  return {
    runTurn,
    continueTurn: runTurn,
    add: (entries) => record.add(entries),
    pendingCalls: () => findPendingCalls(record.entries),
    contextUsage: () => ({
      tokens: splitWords(everything()).length,
      contextWindow: input.model.contextWindow,
    }),
    // It remembers nothing, so that nothing gets too long for it.
    compact: () => Promise.resolve({ kind: "nothing_to_compact", usage: null }),
    startAfresh: () => ({ kind: "nothing_to_compact", usage: null }),
    close: () => Promise.resolve(closing.abort()),
  };
}

/** What is to be said and called now; `said` of it was shown before the answer was cut. */
function planTurn({ instructions, tools }: OpenHarness, entries: readonly (StoredEntry | null)[]) {
  const asked = entries.findLastIndex((entry) => entry?.kind === "message" && entry.role === "user");
  const question = entries[asked];
  const since = entries.slice(asked + 1);
  const turn: DemoTurn = planDemoTurn({
    instructions,
    tools,
    message: question?.kind === "message" ? question.text : "",
    made: since.flatMap((entry) => (entry?.kind === "answer" ? madeCalls(entry, since) : [])),
  });
  const lastAnswer = since.findLastIndex((entry) => entry?.kind === "answer");
  const shown = since
    .slice(lastAnswer + 1)
    .map((entry) => (entry?.kind === "message" && entry.role === "assistant" ? entry.text : ""))
    .join("");
  return { turn, said: turn.text.startsWith(shown) ? shown : "" };
}

function madeCalls(answer: AnswerEntry, entries: readonly (StoredEntry | null)[]): readonly MadeCall[] {
  return callsOf(answer).map(({ id, name, arguments: input }) => {
    const result = entries.find((entry) => entry?.kind === "tool_result" && entry.callId === id);
    const known = result?.kind === "tool_result" ? result : { output: null, isError: true };
    return { tool: name, input, output: known.output, isError: known.isError };
  });
}

type Speak = Pick<TurnInput, "emit" | "signal"> & { readonly wordEveryMs: number };

async function speak(words: readonly string[], { emit, signal, wordEveryMs }: Speak) {
  const blockId = newId("block");
  let text = "";
  let spoken = 0;
  for await (const delta of pace(words, wordEveryMs, signal)) {
    if (spoken === 0) emit({ type: "text.started", blockId });
    emit({ type: "text.delta", blockId, delta });
    text += delta;
    spoken += 1;
  }
  const isWhole = spoken === words.length;
  const interrupted = isWhole ? {} : { interrupted: true as const };
  if (spoken > 0) emit({ type: "text.finished", blockId, text, ...interrupted });
  return { text, words: spoken, isWhole };
}

function toAnswer({ model }: OpenHarness, text: string, calls: readonly ToolCall[]): AnswerEntry {
  const blocks = calls.map(({ callId: id, name, input }) => {
    const { input: fields } = readArguments(JSON.stringify(input), {});
    return { type: "toolCall" as const, id, name, arguments: fields };
  });
  return {
    kind: "answer",
    content: [...(text === "" ? [] : [{ type: "text" as const, text }]), ...blocks],
    from: { api: model.api, provider: model.provider, model: model.modelId },
  };
}

function contentOf(entry: StoredEntry | null): string {
  if (entry?.kind === "message") return entry.text;
  if (entry?.kind === "tool_result") return entry.output;
  return entry?.kind === "answer" ? textOf(entry) : "";
}
