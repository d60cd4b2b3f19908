import type { AssistantMessage, AssistantMessageEventStream, TranscriptContext } from "@earendil-works/pi-ai";
import { createAssistantMessageEventStream } from "@earendil-works/pi-ai/utils/event-stream";
import type { AgentSession } from "@earendil-works/pi-coding-agent";
import type { AskModel } from "#harness/pi/agent-session.ts";
import { type NativeEvent, readNativeEvent } from "#harness/pi/events.ts";

type AskOnce = {
  /** Makes the session, which asks with this. */
  readonly open: (ask: AskModel) => Promise<AgentSession>;
  readonly call: (context: TranscriptContext, signal: AbortSignal) => AssistantMessageEventStream;
  /** Cuts the call. */
  readonly signal: AbortSignal;
  /** Told the pieces of the answer as they come. */
  readonly onPiece: (piece: NativeEvent) => void;
};

/** Lets a session ask the model once, and frees it. Returns the answer, whole or not. Rejects only when `onPiece` throws. */
export async function askOnce({ open, call, signal, onPiece }: AskOnce): Promise<AssistantMessage> {
  let answer: AssistantMessage | null = null;
  const thrown: unknown[] = [];
  const tell = (piece: NativeEvent) => {
    if (thrown.length > 0) return;
    try {
      onPiece(piece);
    } catch (error) {
      thrown.push(error);
      abort();
    }
  };
  const session = await open((_, context, options) => relay(call(context, options?.signal ?? signal), tell));
  const abort = () => session.agent.abort();
  session.subscribe((event) => {
    if (event.type === "message_end" && event.message.role === "assistant") answer ??= event.message;
  });
  try {
    const asked = session.agent.continue();
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    await asked;
  } finally {
    signal.removeEventListener("abort", abort);
    session.dispose();
  }
  if (thrown.length > 0) throw thrown[0];
  if (!answer) throw new Error("Pi ended a turn without saying how.");
  return answer;
}

/**
 * Gives Pi the answer when it is whole, and its pieces to us at once. Pi would pass each piece through all its listeners
 * with a copy of the answer so far, which costs more than everything else that it does.
 */
function relay(
  source: AssistantMessageEventStream,
  tell: (piece: NativeEvent) => void,
): AssistantMessageEventStream {
  const whole = createAssistantMessageEventStream();
  const pump = async () => {
    for await (const event of source) {
      if (event.type === "done" || event.type === "error") whole.push(event);
      const piece = readNativeEvent(event);
      if (piece) tell(piece);
    }
  };
  // Pi's streams never reject: what goes wrong is their last event.
  void pump();
  return whole;
}
