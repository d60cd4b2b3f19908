import type { AssistantMessage } from "@earendil-works/pi-ai";
import type { AgentSession } from "@earendil-works/pi-coding-agent";
import { type NativeEvent, readNativeEvent } from "#harness/pi/events.ts";

type AskOnce = {
  /** Cuts the call: what the session asks with is aborted too. */
  readonly signal: AbortSignal;
  readonly onEvent: (event: NativeEvent) => void;
};

/** Lets a session ask the model once, and frees it. Returns the answer, whole or not. Rejects only when `onEvent` throws. */
export async function askOnce(
  session: AgentSession,
  { signal, onEvent }: AskOnce,
): Promise<AssistantMessage> {
  let answer: AssistantMessage | null = null;
  const thrown: unknown[] = [];
  const abort = () => session.agent.abort();
  session.subscribe((event) => {
    const native = readNativeEvent(event);
    if (native?.kind === "ended") answer ??= native.message;
    if (!native || thrown.length > 0) return;
    try {
      onEvent(native);
    } catch (error) {
      // A listener that throws would make Pi lose the answer and leave the call open.
      thrown.push(error);
      abort();
    }
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
