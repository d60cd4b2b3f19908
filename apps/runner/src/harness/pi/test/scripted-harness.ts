import { noTokens } from "@slipway/schemas/runs/usage";
import { pace } from "#harness/demo/pace.ts";
import type {
  Harness,
  HarnessSession,
  ModelFailure,
  OpenHarness,
  ToolCall,
  TurnEnd,
  TurnInput,
} from "#harness/harness.ts";
import { withLinkedSignal } from "#harness/model-call/with-linked-signal.ts";
import { callIdsOf, findPendingCalls, openRecord, type PiRecord } from "#harness/pi/record.ts";
import { textOf } from "#harness/pi/stored-entry.ts";

/** One turn of a fake model: what it says, then how it ends. */
export type ScriptedTurn = {
  readonly words: readonly string[];
  readonly everyMs?: number;
  readonly calls?: readonly Pick<ToolCall, "name" | "input">[];
  readonly failure?: ModelFailure;
};

/** What a fake model is shown: a line for each entry of the record that it can read. */
export type Seen = readonly string[];

/** A harness whose model is a function, without a process or a network. Keeps the port's promises as the real ones do. */
export function createScriptedHarness(answer: (seen: Seen) => ScriptedTurn): Harness {
  return { name: "pi", open: (input) => Promise.resolve(openScripted(input, answer)) };
}

function openScripted(input: OpenHarness, answer: (seen: Seen) => ScriptedTurn): HarnessSession {
  const record = openRecord(input.entries);
  const closing = new AbortController();

  async function play(emit: TurnInput["emit"], signal: AbortSignal): Promise<TurnEnd> {
    for (const warning of record.takeWarnings()) emit(warning);
    const turn = answer(seenOf(record));
    const said = await speak(turn, emit, signal);
    if (said.isWhole && turn.failure === undefined) return conclude(turn, said.text, emit);
    const entries = partial(said.text);
    record.add(entries);
    const base = { usage: null, entries };
    if (!said.isWhole || !turn.failure) return { ...base, kind: "aborted" };
    return { ...base, kind: "failed", failure: turn.failure, shown: said.text !== "" };
  }

  function conclude(turn: ScriptedTurn, text: string, emit: TurnInput["emit"]): TurnEnd {
    const made = callIdsOf(record.entries).size;
    const calls = (turn.calls ?? []).map((call, index) => ({ callId: `call_${made + index}`, ...call }));
    for (const { callId, name, input: fields } of calls) {
      emit({ type: "tool.requested", callId, name, inputDelta: JSON.stringify(fields) });
    }
    const blocks = calls.map(({ callId: id, name, input: fields }) => {
      return { type: "toolCall", id, name, arguments: fields };
    });
    const from = { api: "scripted", provider: "scripted", model: "scripted" };
    const entry = { kind: "answer", content: [{ type: "text", text }, ...blocks], from };
    record.add(openRecord([entry]).entries.filter((one) => one !== null));
    const base = { text, usage: noTokens, entries: [entry] };
    if (calls.length > 0) return { ...base, kind: "tool_calls", calls };
    return { ...base, kind: "answered", stopReason: "stop" };
  }

  function partial(text: string) {
    return text === "" ? [] : [{ kind: "message", role: "assistant", text, partial: true } as const];
  }

  const runTurn = ({ signal, emit }: TurnInput) =>
    withLinkedSignal([signal, closing.signal], (linked) => play(emit, linked));

  return {
    runTurn,
    continueTurn: runTurn,
    add: (entries) => record.add(entries),
    pendingCalls: () => findPendingCalls(record.entries),
    contextUsage: () => ({
      tokens: Math.ceil(seenOf(record).join("\n").length / 4),
      contextWindow: input.model.contextWindow,
    }),
    compact: () => Promise.resolve({ kind: "nothing_to_compact", usage: null }),
    startAfresh: () => ({ kind: "nothing_to_compact", usage: null }),
    close: () => Promise.resolve(closing.abort()),
  };
}

async function speak(
  { words, everyMs = 0, failure }: ScriptedTurn,
  emit: TurnInput["emit"],
  signal: AbortSignal,
) {
  const blockId = crypto.randomUUID();
  let text = "";
  let spoken = 0;
  for await (const delta of pace(words, everyMs, signal)) {
    if (spoken === 0) emit({ type: "text.started", blockId });
    emit({ type: "text.delta", blockId, delta });
    text += delta;
    spoken += 1;
  }
  const isWhole = spoken === words.length;
  const interrupted = isWhole && failure === undefined ? {} : { interrupted: true as const };
  if (spoken > 0) emit({ type: "text.finished", blockId, text, ...interrupted });
  return { text, isWhole };
}

function seenOf({ entries }: PiRecord): Seen {
  const pending = findPendingCalls(entries).map(({ name }) => `${name}: the outcome of this call is unknown`);
  const lines = entries.map((entry) => {
    if (entry?.kind === "message") return `${entry.role}: ${entry.text}`;
    if (entry?.kind === "tool_result") return `${entry.name}: ${entry.output}`;
    return entry?.kind === "answer" ? `assistant: ${textOf(entry)}` : "";
  });
  return [...lines.filter((line) => line !== ""), ...pending];
}
