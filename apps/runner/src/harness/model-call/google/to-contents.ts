import type { AssistantMessage, Message, ToolResultMessage, UserMessage } from "@earendil-works/pi-ai";
import { transformMessages } from "@earendil-works/pi-ai/api/transform-messages";
import { withoutInitialSystemMessage } from "@earendil-works/pi-ai/utils/transcript";
import type { ModelTarget } from "#harness/harness.ts";
import { toPiModel } from "#harness/model-call/to-pi-model.ts";

export type Part = Readonly<Record<string, unknown>>;
export type Content = { readonly role: "user" | "model"; readonly parts: Part[] };

/** The conversation as Google wants it. The results of one answer's calls stand together, in the order of the calls. */
export function toContents(messages: Message[], model: ModelTarget): Content[] {
  const contents: Content[] = [];
  let resultsOf: Content | null = null;
  for (const message of transformMessages(
    withoutInitialSystemMessage(messages),
    toPiModel(model, "google-generative-ai"),
  )) {
    if (message.role === "toolResult") {
      if (resultsOf === null) {
        resultsOf = { role: "user", parts: [] };
        contents.push(resultsOf);
      }
      resultsOf.parts.push(toResponse(message, model.modelId));
      continue;
    }
    resultsOf = null;
    const content = toContent(message, model.modelId);
    if (content && content.parts.length > 0) contents.push(content);
  }
  return contents;
}

function toContent(message: Exclude<Message, ToolResultMessage>, modelId: string): Content | null {
  if (message.role === "user") return { role: "user", parts: userParts(message) };
  if (message.role === "assistant") return { role: "model", parts: answerParts(message, modelId) };
  return null;
}

function userParts({ content }: UserMessage): Part[] {
  if (typeof content === "string") return [{ text: content }];
  return content.map((part) => (part.type === "text" ? { text: part.text } : toInlineData(part)));
}

/** Every signature goes back on the part that it came with: without them Gemini 3 refuses its own calls. */
function answerParts({ content }: AssistantMessage, modelId: string): Part[] {
  const isUnsigned = content.every((block) => block.type !== "toolCall" || !block.thoughtSignature);
  const first = content.findIndex((block) => block.type === "toolCall");
  return content.flatMap((block, index): Part[] => {
    switch (block.type) {
      case "text":
        if (block.text === "" && block.textSignature === undefined) return [];
        return [{ text: block.text, ...signature(block.textSignature) }];
      case "thinking":
        return [{ thought: true, text: block.thinking, ...signature(block.thinkingSignature) }];
      default: {
        const { id, name, arguments: args } = block;
        const functionCall = { ...(takesIds(modelId) ? { id } : {}), name, args };
        const needsOne = takesIds(modelId) && isUnsigned && index === first;
        return [{ functionCall, ...signature(needsOne ? anothersSignature : block.thoughtSignature) }];
      }
    }
  });
}

/** For calls that another model has made. Source: https://ai.google.dev/gemini-api/docs/thought-signatures */
const anothersSignature = "skip_thought_signature_validator";

function toResponse({ toolCallId, toolName, content, isError }: ToolResultMessage, modelId: string): Part {
  const text = content.map((part) => (part.type === "text" ? part.text : "")).join("\n");
  const pictures = content.flatMap((part) => (part.type === "image" ? [toInlineData(part)] : []));
  return {
    functionResponse: {
      ...(takesIds(modelId) ? { id: toolCallId } : {}),
      name: toolName,
      response: isError ? { error: text } : { output: text },
      ...(pictures.length === 0 ? {} : { parts: pictures }),
    },
  };
}

function toInlineData({ mimeType, data }: { readonly mimeType: string; readonly data: string }): Part {
  return { inlineData: { mimeType, data } };
}

function signature(thoughtSignature: string | undefined): Part {
  return thoughtSignature === undefined || thoughtSignature === "" ? {} : { thoughtSignature };
}

/** Calls have ids from Gemini 3 on; before, a result belongs to the call in its place. */
function takesIds(modelId: string): boolean {
  return !/gemini-(?:1|2)\b/i.test(modelId);
}
