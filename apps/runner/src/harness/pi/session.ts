import type { ModelRuntime } from "@earendil-works/pi-coding-agent";
import { workspaceMount } from "@slipway/permissions/workspace-path";
import { newId } from "@slipway/schemas/ids";
import type { HarnessSession, OpenHarness, TurnEnd, TurnInput } from "#harness/harness.ts";
import { answeredBy } from "#harness/model-call/answered-by.ts";
import { continueRequest } from "#harness/model-call/continue-request.ts";
import { fitParameters } from "#harness/model-call/fit-parameters.ts";
import { loadCallModel } from "#harness/model-call/load-call-model.ts";
import { openWire } from "#harness/model-call/wire.ts";
import { cutReason, withLinkedSignal } from "#harness/model-call/with-linked-signal.ts";
import { openAgentSessions } from "#harness/pi/agent-session.ts";
import { askOnce } from "#harness/pi/ask-once.ts";
import { createCallIds } from "#harness/pi/call-ids.ts";
import { compact } from "#harness/pi/compaction/compact.ts";
import { startAfresh } from "#harness/pi/compaction/start-afresh.ts";
import { countContext } from "#harness/pi/context-usage.ts";
import { placeMessages } from "#harness/pi/place-messages.ts";
import { writePrompt } from "#harness/pi/prompt.ts";
import { callIdsOf, findPendingCalls, openRecord } from "#harness/pi/record.ts";
import { noPictures, readPictures } from "#harness/pi/shown-pictures.ts";
import { toFileEntries } from "#harness/pi/to-file-entries.ts";
import { toTurnEnd } from "#harness/pi/to-turn-end.ts";
import { createPiTranslator } from "#harness/pi/translate.ts";

/**
 * An agent's conversation. Every turn makes a Pi session from the record and lets it ask the model once: to go on after
 * tools, after a person's decision and in another process is all the same.
 */
export async function openPiSession(input: OpenHarness, runtime: ModelRuntime): Promise<HarnessSession> {
  const { model } = input;
  const callModel = await loadCallModel(model.api);
  const { parameters, warnings } = fitParameters(input.parameters, model);
  const untold = [...warnings];
  const record = openRecord(input.entries);
  const sessionId = crypto.randomUUID();
  const sessions = await openAgentSessions({ ...input, runtime, prompt: writePrompt(input) });
  const { system } = sessions;
  const closing = new AbortController();
  let pictures = noPictures;
  const placed = () => placeMessages(record.entries, model, pictures);
  const tokens = () => countContext({ entries: record.entries, placed: placed(), system });

  function writeDown() {
    const conversation = { sessionId, cwd: workspaceMount, system, placed: placed() };
    const isAnswered = conversation.placed.messages.at(-1)?.message.role === "assistant";
    return toFileEntries({ ...conversation, ...(isAnswered ? { request: continueRequest } : {}) });
  }

  async function callOnce(emit: TurnInput["emit"], signal: AbortSignal): Promise<TurnEnd> {
    for (const warning of [...untold.splice(0), ...record.takeWarnings()]) emit(warning);
    pictures = await readPictures({ ...input, entries: record.entries, known: pictures });
    const wire = openWire({ fetch: input.fetch, model, now: Date.now });
    const translator = createPiTranslator(() => newId("block"), createCallIds(callIdsOf(record.entries)));
    const message = await askOnce({
      open: (ask) => sessions.open(writeDown(), ask),
      call: (context, own) => callModel({ model, parameters, context, output: null, wire, signal: own }),
      signal,
      onPiece: (piece) => {
        if (signal.aborted) return;
        for (const ours of translator.translate(piece)) emit(ours);
      },
    });
    // An abort can come when the whole answer has arrived but was not shown.
    const wasAborted = signal.aborted;
    const isWhole = !wasAborted && message.stopReason !== "error" && message.stopReason !== "aborted";
    for (const ours of translator.finish(isWhole ? "complete" : "interrupted")) emit(ours);
    const end = toTurnEnd({ model, message, outcome: wire.outcome(), wasAborted, translator });
    record.add(end.entries);
    return { ...end, answeredBy: answeredBy({ model, message, wire }) };
  }

  // The signal is aborted when the turn ends, however: after the answer that does nothing, else it closes the socket.
  const linked = <T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>) =>
    withLinkedSignal([signal, closing.signal], work);
  const runTurn = ({ signal, emit }: TurnInput) => linked(signal, (both) => callOnce(emit, both));

  return {
    runTurn,
    // The record itself says that its last answer was cut.
    continueTurn: runTurn,
    add: (entries) => record.add(entries),
    pendingCalls: () => findPendingCalls(record.entries),
    contextUsage: () => ({ tokens: tokens(), contextWindow: model.contextWindow }),
    compact: ({ signal }) =>
      linked(signal, (both) => compact({ ...input, callModel, record, system, signal: both })),
    startAfresh: () => startAfresh({ model, record, system }),
    close: () => Promise.resolve(closing.abort(cutReason)),
  };
}
