import type { AssistantMessage } from "@earendil-works/pi-ai";
import type { AgentSessionEvent } from "@earendil-works/pi-coding-agent";

/** What matters of Pi's events. Each of those repeats the whole answer so far: only the new piece is taken. */
export type NativeEvent =
  | { readonly kind: "text"; readonly delta: string }
  | { readonly kind: "reasoning"; readonly delta: string }
  /** A piece of a call's arguments. `id` and `name` are empty until the provider has told them. */
  | {
      readonly kind: "call";
      readonly index: number;
      readonly id: string;
      readonly name: string;
      readonly delta: string;
    }
  | { readonly kind: "ended"; readonly message: AssistantMessage };

/** Reads one event of a session. Null: it says nothing that we pass on, such as what became of the calls in Pi. */
export function readNativeEvent(event: AgentSessionEvent): NativeEvent | null {
  if (event.type === "message_end") {
    return event.message.role === "assistant" ? { kind: "ended", message: event.message } : null;
  }
  if (event.type !== "message_update") return null;
  const update = event.assistantMessageEvent;
  switch (update.type) {
    case "text_delta":
      return { kind: "text", delta: update.delta };
    case "thinking_delta":
      return { kind: "reasoning", delta: update.delta };
    case "toolcall_start":
      return readCall(update.partial, update.contentIndex, "");
    case "toolcall_delta":
      return readCall(update.partial, update.contentIndex, update.delta);
    default:
      return null;
  }
}

function readCall({ content }: AssistantMessage, index: number, delta: string): NativeEvent | null {
  const block = content[index];
  return block?.type === "toolCall" ? { kind: "call", index, id: block.id, name: block.name, delta } : null;
}
