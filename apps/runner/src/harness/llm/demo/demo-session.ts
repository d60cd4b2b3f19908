import type { Parameters } from "@slipway/schemas/apps/parameters";
import { newId } from "@slipway/schemas/ids";
import { pace } from "#harness/demo/pace.ts";
import { splitWords } from "#harness/demo/split-words.ts";
import type { HarnessSession, OpenHarness, TurnEnd, TurnInput } from "#harness/harness.ts";
import { createConversation } from "#harness/llm/conversation.ts";
import { writeDemoAnswer } from "#harness/llm/demo/demo-answer.ts";
import { isCut, partialEntry, plainEntry, type StoredEntry, textOf } from "#harness/llm/stored-entry.ts";
import { withoutTools } from "#harness/llm/without-tools.ts";
import { withLinkedSignal } from "#harness/model-call/with-linked-signal.ts";

/** A conversation with `demo/demo`: plays its script, offline. A token is a word. */
export function openDemoSession(input: OpenHarness, wordEveryMs: number): HarnessSession {
  const conversation = createConversation(input.entries);
  const closing = new AbortController();

  async function playScript(emit: TurnInput["emit"], signal: AbortSignal): Promise<TurnEnd> {
    for (const warning of conversation.takeWarnings()) emit(warning);
    const script = planAnswer(input, conversation.entries);
    const blockId = newId("block");
    let text = "";
    let words = 0;
    for await (const delta of pace(script.words, wordEveryMs, signal)) {
      if (words === 0) emit({ type: "text.started", blockId });
      emit({ type: "text.delta", blockId, delta });
      text += delta;
      words += 1;
    }
    const isWhole = words === script.words.length;
    const interrupted = isWhole ? {} : { interrupted: true as const };
    if (words > 0) emit({ type: "text.finished", blockId, text, ...interrupted });
    const entries = text === "" ? [] : [isWhole ? plainEntry("assistant", text) : partialEntry(text)];
    conversation.add(entries);
    const usage = usageOf(script.inputTokens, words);
    if (!isWhole) return { kind: "aborted", usage, entries };
    return { kind: "answered", stopReason: script.stopReason, text, usage, entries };
  }

  const runTurn = ({ signal, emit }: TurnInput) =>
    withLinkedSignal([signal, closing.signal], (linked) => playScript(emit, linked));

  return {
    runTurn,
    continueTurn: runTurn,
    close: () => Promise.resolve(closing.abort()),
    ...withoutTools(conversation, input.model.contextWindow),
  };
}

type Script = {
  readonly words: readonly string[];
  readonly stopReason: "stop" | "length";
  readonly inputTokens: number;
};

/** What is left to say: all of the answer, or its rest when it was cut. */
function planAnswer(
  { instructions, parameters, outputSchema, input }: OpenHarness,
  entries: readonly StoredEntry[],
): Script {
  const lastQuestion = entries.findLastIndex((entry) => entry.kind === "message" && entry.role === "user");
  const answer = writeDemoAnswer({
    message: textOf(entries[lastQuestion]),
    earlierMessages: Math.max(0, lastQuestion),
    instructions,
    parameters,
    outputSchema: outputSchema ?? null,
    input: input ?? {},
  });
  const said = entries
    .slice(lastQuestion + 1)
    .filter(isCut)
    .map((entry) => textOf(entry))
    .join("");
  const rest = stopBefore(answer.startsWith(said) ? answer : said, parameters.stop).slice(said.length);
  const words = splitWords(rest);
  const most = parameters.maxOutputTokens ?? words.length;
  return {
    words: words.slice(0, most),
    stopReason: words.length > most ? "length" : "stop",
    inputTokens: splitWords([instructions, ...entries.map((entry) => textOf(entry))].join(" ")).length,
  };
}

function stopBefore(text: string, stops: Parameters["stop"] = []): string {
  const ends = stops.map((stop) => text.indexOf(stop)).filter((index) => index >= 0);
  return text.slice(0, Math.min(text.length, ...ends));
}

function usageOf(inputTokens: number, outputTokens: number) {
  return { inputTokens, outputTokens, cacheReadTokens: 0, cacheWriteTokens: 0, reasoningTokens: 0 };
}
