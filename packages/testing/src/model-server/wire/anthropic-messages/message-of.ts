import type { ModelRequest } from "#model-server/model-request.ts";
import type { FinishReason, ReportedUsage } from "#model-server/script/reply-step.ts";
import {
  createMessageId,
  createToolUseId,
  stopReasons,
  usageOf,
} from "#model-server/wire/anthropic-messages/values.ts";
import type { AnswerBlock, CollectedAnswer } from "#model-server/wire/collect-answer.ts";
import { parseArguments } from "#model-server/wire/parse-arguments.ts";
import { sign } from "#model-server/wire/sign.ts";

type Ending = { readonly reason: FinishReason | null; readonly usage: ReportedUsage | undefined };

/** An answer in one piece. */
export function messageOf({ model }: ModelRequest, { blocks }: CollectedAnswer, { reason, usage }: Ending) {
  return {
    id: createMessageId(),
    type: "message",
    role: "assistant",
    model,
    content: blocks.map(blockOf),
    stop_reason: reason === null ? null : stopReasons[reason],
    stop_sequence: null,
    ...(usage && { usage: usageOf(usage) }),
  };
}

function blockOf(block: AnswerBlock) {
  if (block.kind === "text") return { type: "text", text: block.text };
  if (block.kind === "reasoning") {
    return { type: "thinking", thinking: block.text, signature: sign(block.text) };
  }
  return {
    type: "tool_use",
    id: createToolUseId(),
    name: block.name,
    // In one piece Anthropic sends a value, so that what is no JSON cannot be sent.
    input: parseArguments(block.arguments) ?? {},
  };
}
