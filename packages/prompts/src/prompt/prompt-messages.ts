import type { Prompt } from "#prompt/render-prompt.ts";

/** A prompt as it stands in a transcript: what the model is told, then what is said to it. */
export function promptMessages({ instructions, messages }: Pick<Prompt, "instructions" | "messages">) {
  const told = instructions === "" ? [] : [{ role: "system" as const, content: instructions }];
  return [...told, ...messages];
}
