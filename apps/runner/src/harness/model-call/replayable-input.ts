import { z } from "zod";

const ReasoningItem = z.object({ type: z.literal("reasoning"), encrypted_content: z.string().min(1) });
const AnswerItem = z.looseObject({
  type: z.literal("message"),
  role: z.literal("assistant"),
  content: z.array(z.looseObject({ text: z.string() })),
});
const CallItem = z.looseObject({ type: z.literal("function_call"), id: z.string() });

/**
 * The conversation without the reasoning that came unencrypted: the provider has not kept it and refuses its id. What
 * followed from it goes without its own id then, by which the provider would miss the reasoning.
 */
export function replayableInput(input: unknown): unknown {
  if (!Array.isArray(input)) return input;
  let isLoose = false;
  return input.flatMap((item: unknown) => {
    const isReasoning = hasType(item, "reasoning");
    if (isReasoning) isLoose = !ReasoningItem.safeParse(item).success;
    else if (!hasType(item, "message") && !hasType(item, "function_call")) isLoose = false;
    if (!isLoose) return [item];
    return isReasoning ? [] : [withoutId(item)];
  });
}

function withoutId(item: unknown): unknown {
  const answer = AnswerItem.safeParse(item);
  if (answer.success) {
    return { role: "assistant", content: answer.data.content.map(({ text }) => text).join("") };
  }
  const call = CallItem.safeParse(item);
  if (!call.success) return item;
  const { id: _, ...rest } = call.data;
  return rest;
}

function hasType(item: unknown, type: string): boolean {
  return typeof item === "object" && item !== null && "type" in item && item.type === type;
}
