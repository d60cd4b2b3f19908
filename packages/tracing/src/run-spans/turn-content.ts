import type { EventPayload, NewEvent } from "@slipway/schemas/events/event";
import type { ContentMessage } from "#run-spans/captured-content.ts";

/** The convention's words for why an answer ended. */
const finishReasons: Readonly<Record<EventPayload<"turn.finished">["stopReason"], string>> = {
  stop: "stop",
  length: "length",
  content_filter: "content_filter",
  tool_calls: "tool_call",
  error: "error",
  aborted: "error",
};

/** What one turn's model has said, collected from its events. */
export function createTurnContent(): {
  add(event: NewEvent): void;
  message(stopReason: EventPayload<"turn.finished">["stopReason"]): ContentMessage | null;
} {
  const said: { type: "text" | "reasoning"; content: string }[] = [];
  const calls = new Map<string, { name: string; input: string }>();
  return {
    add: (event) => {
      if (event.type === "text.finished") said.push({ type: "text", content: event.text });
      if (event.type === "reasoning.finished") said.push({ type: "reasoning", content: event.text });
      if (event.type === "tool.requested") {
        const call = calls.get(event.callId) ?? { name: event.name, input: "" };
        calls.set(event.callId, { name: event.name, input: call.input + event.inputDelta });
      }
    },
    message: (stopReason) => {
      const asked = [...calls].map(([id, { name, input }]) => {
        return { type: "tool_call" as const, id, name, arguments: input };
      });
      const parts = [...said, ...asked];
      if (parts.length === 0) return null;
      return { role: "assistant", parts, finish_reason: finishReasons[stopReason] };
    },
  };
}
