import { ReasoningLevel } from "@slipway/schemas/apps/parameters";
import { ProviderModel } from "@slipway/schemas/models/model";
import { z } from "zod";
import { takesSchema } from "#public-api/provider-test/known-structured-output.ts";

/** An entry of Pi's catalogue, which only has models that call tools. */
const Entry = z.object({
  id: z.string(),
  name: z.string(),
  baseUrl: z.string(),
  reasoning: z.boolean(),
  input: z.array(z.string()),
  cost: z.object({ input: z.number(), output: z.number(), cacheRead: z.number(), cacheWrite: z.number() }),
  contextWindow: z.number(),
  maxTokens: z.number(),
  /** Null: it does not take this level. A word: what it is told instead. */
  thinkingLevelMap: z.record(z.string(), z.string().nullable()).optional(),
  compat: z.looseObject({ supportsTemperature: z.boolean().optional() }).optional(),
});
type Entry = z.infer<typeof Entry>;

/** The entry in our terms; nothing for one that is not as expected. */
export function toKnownModel(value: unknown): ProviderModel[] {
  const entry = Entry.safeParse(value).data;
  if (!entry) return [];
  const { id, name, reasoning, input, cost, contextWindow, maxTokens } = entry;
  const model = ProviderModel.safeParse({
    id,
    ...(name === id ? {} : { name }),
    contextWindow,
    maxOutputTokens: maxTokens,
    reasoning,
    ...(reasoning ? { reasoningLevels: levelsOf(entry) } : {}),
    vision: input.includes("image"),
    tools: true,
    ...(takesSchema(entry.baseUrl, id) ? { structuredOutput: true } : {}),
    ...(refusesTemperature(entry) ? { temperature: false } : {}),
    cost: { input: cost.input, output: cost.output, cacheRead: cost.cacheRead, cacheWrite: cost.cacheWrite },
  });
  return model.success ? [model.data] : [];
}

/** The levels that can be told in the words of the wire format. */
function levelsOf({ id, thinkingLevelMap }: Entry): ReasoningLevel[] {
  return ReasoningLevel.options.filter((level) => {
    if (level === "off" && alwaysReasons.test(id)) return false;
    const told = thinkingLevelMap?.[level];
    if (told === undefined) return true;
    return told !== null && (told.toLowerCase() === level || (level === "off" && told === "none"));
  });
}

/** Its smallest budget is not none, which the catalogue does not say. */
const alwaysReasons = /gemini-2\.5-pro/;

/** OpenAI's models that always reason take no temperature. */
function refusesTemperature(entry: Entry): boolean {
  if (entry.compat?.supportsTemperature === false) return true;
  const isOpenAi = entry.baseUrl.startsWith("https://api.openai.com/");
  return isOpenAi && entry.reasoning && entry.thinkingLevelMap?.off === null;
}
