import type { AssistantMessage, AssistantMessageEvent } from "@earendil-works/pi-ai";
import { withOutput } from "@slipway/prompts/output/describe-output";
import { planOutput } from "@slipway/prompts/output/plan-output";
import { newId } from "@slipway/schemas/ids";
import type { HarnessSession, OpenHarness, TurnEnd, TurnInput } from "#harness/harness.ts";
import { createConversation } from "#harness/llm/conversation.ts";
import { optionRefused, refusesOption } from "#harness/llm/refused-option.ts";
import { isCut } from "#harness/llm/stored-entry.ts";
import { toPiContext } from "#harness/llm/to-pi-context.ts";
import { toTurnEnd } from "#harness/llm/to-turn-end.ts";
import { withoutTools } from "#harness/llm/without-tools.ts";
import { answeredBy } from "#harness/model-call/answered-by.ts";
import type { AskedOutput, CallModel } from "#harness/model-call/call-model.ts";
import { fitParameters } from "#harness/model-call/fit-parameters.ts";
import { createBlockTranslator } from "#harness/model-call/translate-blocks.ts";
import { openWire } from "#harness/model-call/wire.ts";
import { cutReason, withLinkedSignal } from "#harness/model-call/with-linked-signal.ts";

/** A conversation with a model that is offered no tools. */
export function openLlmSession(input: OpenHarness, callModel: CallModel): HarnessSession {
  const { model } = input;
  const { parameters, warnings } = fitParameters(input.parameters, model);
  const untold = [...warnings];
  const schema = input.outputSchema ?? null;
  const plan = planOutput(schema, model);
  let option: AskedOutput | null = plan.kind === "option" ? plan : null;
  const conversation = createConversation(input.entries);
  const closing = new AbortController();

  async function callOnce(emit: TurnInput["emit"], signal: AbortSignal): Promise<TurnEnd> {
    for (const warning of [...untold.splice(0), ...conversation.takeWarnings()]) emit(warning);
    // The option makes a whole value: the rest of one that was cut is asked for in words.
    const output = isCut(conversation.entries.at(-1)) ? null : option;
    const end = await ask(emit, signal, output);
    if (output === null || !refusesOption(end)) return end;
    option = null;
    emit(optionRefused(model, end));
    return await ask(emit, signal, null);
  }

  async function ask(
    emit: TurnInput["emit"],
    signal: AbortSignal,
    output: AskedOutput | null,
  ): Promise<TurnEnd> {
    const wire = openWire({ fetch: input.fetch, model, now: Date.now });
    const translator = createBlockTranslator(() => newId("block"));
    let last: AssistantMessageEvent | null = null;
    const instructions = withOutput(input.instructions, output === null ? schema : null);
    const context = toPiContext({ model, instructions, entries: conversation.entries });
    for await (const event of callModel({ model, parameters, context, output, wire, signal })) {
      last = event;
      if (signal.aborted) continue;
      for (const ours of translator.translate(event)) emit(ours);
    }
    // An abort can come when the whole answer has arrived but was not shown.
    const wasAborted = signal.aborted;
    const isWhole = last?.type === "done" && !wasAborted;
    for (const ours of translator.finish(isWhole ? "complete" : "interrupted")) emit(ours);
    const message = messageOf(last);
    const end = toTurnEnd({
      model,
      message,
      outcome: wire.outcome(),
      wasAborted,
      text: translator.text(),
      hasShown: translator.hasShown(),
    });
    conversation.add(end.entries);
    return { ...end, answeredBy: answeredBy({ model, message, wire }) };
  }

  // The signal is aborted when the turn ends without a whole answer, which was read to its end: that closes the socket.
  const runTurn = ({ signal, emit }: TurnInput) =>
    withLinkedSignal(
      [signal, closing.signal],
      (linked) => callOnce(emit, linked),
      ({ kind }) => kind === "answered",
    );

  return {
    runTurn,
    // The conversation itself says that its last answer was cut.
    continueTurn: runTurn,
    close: () => Promise.resolve(closing.abort(cutReason)),
    ...withoutTools(conversation, model.contextWindow),
  };
}

function messageOf(event: AssistantMessageEvent | null): AssistantMessage {
  if (event?.type === "done") return event.message;
  if (event?.type === "error") return event.error;
  throw new Error("Pi ended a stream without saying how.");
}
