import { attributeNames } from "#attribute-names.ts";

/** The attributes that carry what people, models and tools said: the conventions' own, and those of widespread libraries. */
export const contentNames: ReadonlySet<string> = new Set([
  attributeNames.systemInstructions,
  attributeNames.inputMessages,
  attributeNames.outputMessages,
  attributeNames.toolCallArguments,
  attributeNames.toolCallResult,
  "gen_ai.prompt",
  "gen_ai.completion",
  "gen_ai.event.content",
  "input.value",
  "output.value",
  "llm.input_messages",
  "llm.output_messages",
  "langfuse.observation.input",
  "langfuse.observation.output",
  "langfuse.trace.input",
  "langfuse.trace.output",
  "ai.prompt",
  "ai.prompt.messages",
  "ai.response.text",
  "ai.response.toolCalls",
  "ai.toolCall.args",
  "ai.toolCall.result",
]);
