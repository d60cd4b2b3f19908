import { assertNever } from "#model-server/assert-never.ts";
import type { AnswerBlock } from "#model-server/wire/collect-answer.ts";
import { createCallId, createItemId, sealReasoning } from "#model-server/wire/openai-responses/values.ts";

export type ItemHead = { readonly kind: AnswerBlock["kind"]; readonly id: string; readonly callId: string };

/** `origin`: the reasoning that the answer began with. */
export function createItemHead(kind: AnswerBlock["kind"], origin: string | null): ItemHead {
  const prefix = { reasoning: "rs", text: "msg", call: "fc" } as const;
  return {
    kind,
    id: createItemId(prefix[kind], kind === "reasoning" ? null : origin),
    callId: kind === "call" ? createCallId() : "",
  };
}

type Item = {
  readonly head: ItemHead;
  readonly name: string;
  /** The text, the summary, or the arguments. */
  readonly text: string;
  readonly isDone: boolean;
  readonly includesReasoning: boolean;
};

/** An item of the output, when it is added and when it is done. */
export function outputItem({ head, name, text, isDone, includesReasoning }: Item) {
  const status = isDone ? "completed" : "in_progress";
  const { id } = head;
  switch (head.kind) {
    case "reasoning":
      return {
        id,
        type: "reasoning",
        summary: isDone ? [{ type: "summary_text", text }] : [],
        ...(includesReasoning ? { encrypted_content: isDone ? sealReasoning(id, text) : "" } : {}),
      };
    case "text":
      return { id, type: "message", role: "assistant", status, content: isDone ? [textPart(text)] : [] };
    case "call":
      return { id, type: "function_call", status, call_id: head.callId, name, arguments: text };
    default:
      return assertNever(head.kind);
  }
}

export function textPart(text: string) {
  return { type: "output_text", annotations: [], logprobs: [], text };
}
