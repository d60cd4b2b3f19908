import type { FinishReason, ReportedUsage } from "#model-server/script/reply-step.ts";
import type { AnswerBlock, CollectedAnswer } from "#model-server/wire/collect-answer.ts";
import { signCall } from "#model-server/wire/google-generative-ai/signatures.ts";
import {
  createAnswerId,
  createCallId,
  finishReasons,
  usageMetadata,
} from "#model-server/wire/google-generative-ai/values.ts";
import { parseArguments } from "#model-server/wire/parse-arguments.ts";

type Ending = { readonly reason: FinishReason | null; readonly usage: ReportedUsage | undefined };

/** An answer in one piece. */
export function wholeGoogleAnswer(model: string, { blocks }: CollectedAnswer, { reason, usage }: Ending) {
  const first = blocks.findIndex((block) => block.kind === "call");
  return {
    candidates: [
      {
        content: {
          parts: blocks.map((block, index) => partOf(block, index === first)),
          role: "model",
        },
        ...(reason === null ? {} : { finishReason: finishReasons[reason] }),
        index: 0,
      },
    ],
    ...(usage && { usageMetadata: usageMetadata(usage) }),
    modelVersion: model,
    responseId: createAnswerId(),
  };
}

function partOf(block: AnswerBlock, isSigned: boolean): object {
  if (block.kind === "text") return { text: block.text };
  if (block.kind === "reasoning") return { text: block.text, thought: true };
  const { name } = block;
  const args = parseArguments(block.arguments) ?? {};
  const functionCall = { id: createCallId(), name, args };
  return isSigned ? { functionCall, thoughtSignature: signCall(name, args) } : { functionCall };
}
