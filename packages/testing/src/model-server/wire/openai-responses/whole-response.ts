import type { FinishReason, ReportedUsage } from "#model-server/script/reply-step.ts";
import type { CollectedAnswer } from "#model-server/wire/collect-answer.ts";
import { createItemHead, outputItem } from "#model-server/wire/openai-responses/output-item.ts";
import { createResponseHead, responseUsage, statusOf } from "#model-server/wire/openai-responses/values.ts";

type Ended = {
  readonly model: string;
  readonly includesReasoning: boolean;
  readonly reason: FinishReason | null;
  readonly usage: ReportedUsage | undefined;
};

/** A response in one piece. */
export function wholeResponseOf(
  { blocks }: CollectedAnswer,
  { model, includesReasoning, reason, usage }: Ended,
) {
  let origin: string | null = null;
  const output = blocks.map((block) => {
    const head = createItemHead(block.kind, origin);
    if (block.kind === "reasoning") origin = head.id;
    const isCall = block.kind === "call";
    return outputItem({
      head,
      name: isCall ? block.name : "",
      text: isCall ? block.arguments : block.text,
      isDone: true,
      includesReasoning,
    });
  });
  return {
    ...createResponseHead(model),
    ...(reason === null ? { status: "in_progress" } : statusOf(reason)),
    error: null,
    output,
    ...(usage && { usage: responseUsage(usage) }),
  };
}
