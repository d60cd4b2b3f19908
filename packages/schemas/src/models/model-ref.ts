import { z } from "zod";

/** Names a model: `provider/model-id`. The model id may itself contain slashes. */
export const ModelRef = z
  .string()
  .max(300)
  .regex(/^[a-z0-9][a-z0-9-]*\/\S+$/, "Expected provider/model-id, for example openai/gpt-5.")
  .meta({ description: "The model, as provider/model-id.", examples: ["demo/demo"] });

/** Splits `provider/model-id` at its first slash. */
export function splitModelRef(ref: string): { provider: string; modelId: string } {
  const slash = ref.indexOf("/");
  return { provider: ref.slice(0, slash), modelId: ref.slice(slash + 1) };
}
