import type { AssistantMessage, AssistantMessageEvent } from "@earendil-works/pi-ai";

/** A piece of an answer, as Pi tells it. Each of its events repeats the whole answer so far: only what is new is taken. */
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
    };

/** Reads one event of a model's stream. Null: it adds nothing to the answer. */
export function readNativeEvent(event: AssistantMessageEvent): NativeEvent | null {
  switch (event.type) {
    case "text_delta":
      return { kind: "text", delta: event.delta };
    case "thinking_delta":
      return { kind: "reasoning", delta: event.delta };
    case "toolcall_start":
      return readCall(event.partial, event.contentIndex, "");
    case "toolcall_delta":
      return readCall(event.partial, event.contentIndex, event.delta);
    default:
      return null;
  }
}

function readCall({ content }: AssistantMessage, index: number, delta: string): NativeEvent | null {
  const block = content[index];
  return block?.type === "toolCall" ? { kind: "call", index, id: block.id, name: block.name, delta } : null;
}
