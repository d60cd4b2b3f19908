import type { AssistantMessage, AssistantMessageEvent } from "@earendil-works/pi-ai";
import { stream } from "@earendil-works/pi-ai/api/openai-completions";
import { newId } from "@slipway/schemas/ids";
import type { HarnessSession, OpenHarness, TurnEnd, TurnInput } from "#harness/harness.ts";
import { createConversation } from "#harness/llm/conversation.ts";
import type { StoredEntry } from "#harness/llm/stored-entry.ts";
import { toPiContext } from "#harness/llm/to-pi-context.ts";
import { toPiModel } from "#harness/llm/to-pi-model.ts";
import { requireReasoning, toRequestOptions } from "#harness/llm/to-request-options.ts";
import { toTurnEnd } from "#harness/llm/to-turn-end.ts";
import { createTranslator } from "#harness/llm/translate.ts";
import { openWire, type Wire } from "#harness/llm/wire.ts";
import { withLinkedSignal } from "#harness/llm/with-linked-signal.ts";
import { withoutTools } from "#harness/llm/without-tools.ts";

/**
 * A conversation with a model that speaks OpenAI chat completions, through Pi's function for that API. Pi's model
 * runtime above it is not used: it finds keys in the environment and in configuration strings, and costs 2 to 4 ms a run.
 */
export function openLlmSession(input: OpenHarness): HarnessSession {
  const { model } = input;
  const conversation = createConversation(input.entries);
  const closing = new AbortController();

  async function callOnce(emit: TurnInput["emit"], signal: AbortSignal): Promise<TurnEnd> {
    for (const warning of conversation.takeWarnings()) emit(warning);
    const wire = openWire({ fetch: input.fetch, apiKey: model.apiKey, now: Date.now });
    const translator = createTranslator(() => newId("block"));
    let last: AssistantMessageEvent | null = null;
    for await (const event of callModel({ ...input, entries: conversation.entries }, wire, signal)) {
      last = event;
      if (signal.aborted) continue;
      for (const ours of translator.translate(event)) emit(ours);
    }
    // An abort can come when the whole answer has arrived but was not shown.
    const wasAborted = signal.aborted;
    const isWhole = last?.type === "done" && !wasAborted;
    for (const ours of translator.finish(isWhole ? "complete" : "interrupted")) emit(ours);
    const end = toTurnEnd({
      model,
      message: messageOf(last),
      outcome: wire.outcome(),
      wasAborted,
      text: translator.text(),
      hasShown: translator.hasShown(),
    });
    conversation.add(end.entries);
    return end;
  }

  // The signal is aborted when the turn ends, however: after the answer that does nothing, else it closes the socket.
  const runTurn = ({ signal, emit }: TurnInput) =>
    withLinkedSignal([signal, closing.signal], (linked) => callOnce(emit, linked));

  return {
    runTurn,
    // The conversation itself says that its last answer was cut.
    continueTurn: runTurn,
    close: () => Promise.resolve(closing.abort()),
    ...withoutTools(conversation, model.contextWindow),
  };
}

type Request = Omit<OpenHarness, "entries"> & { readonly entries: readonly StoredEntry[] };

function callModel(request: Request, wire: Wire, signal: AbortSignal) {
  const { model, parameters } = request;
  return stream(toPiModel(model, parameters.reasoning), toPiContext(request), {
    ...toRequestOptions(parameters),
    apiKey: keyForPi,
    fetch: wire.fetch,
    signal,
    onPayload: (body) => requireReasoning(body, parameters, model),
    cacheRetention: "short",
    // Retries are the run's, which knows what was shown; so is the time that an answer may take.
    maxRetries: 0,
    timeoutMs: longestTimerMs,
  });
}

/** Pi does not call without a key. The real one is put on by the wire. */
const keyForPi = "not-the-key";

/** The longest time that a timer can wait. */
const longestTimerMs = 2 ** 31 - 1;

function messageOf(event: AssistantMessageEvent | null): AssistantMessage {
  if (event?.type === "done") return event.message;
  if (event?.type === "error") return event.error;
  throw new Error("Pi ended a stream without saying how.");
}
