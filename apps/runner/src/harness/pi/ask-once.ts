import type { AssistantMessage } from "@earendil-works/pi-ai";
import type { AgentSession } from "@earendil-works/pi-coding-agent";
import { type NativeEvent, readNativeEvent } from "#harness/pi/events.ts";

/** Lets a session ask the model once, and frees it. Returns the answer, whole or not. Rejects only when `onEvent` throws. */
export async function askOnce(
  session: AgentSession,
  onEvent: (event: NativeEvent) => void,
): Promise<AssistantMessage> {
  let answer: AssistantMessage | null = null;
  let thrown: { readonly error: unknown } | null = null;
  session.subscribe((event) => {
    const native = readNativeEvent(event);
    if (native?.kind === "ended") answer ??= native.message;
    // A listener that throws would make Pi lose the answer.
    if (!native || thrown) return;
    try {
      onEvent(native);
    } catch (error) {
      thrown = { error };
      session.agent.abort();
    }
  });
  try {
    await session.agent.continue();
  } finally {
    session.dispose();
  }
  if (thrown) throw errorOf(thrown);
  if (!answer) throw new Error("Pi ended a turn without saying how.");
  return answer;
}

function errorOf({ error }: { readonly error: unknown }): unknown {
  return error;
}
