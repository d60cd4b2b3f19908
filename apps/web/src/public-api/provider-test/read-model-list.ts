import { type ModelCost, ProviderModel } from "@slipway/schemas/models/model";
import { z } from "zod";

const Text = z.string().optional().catch(undefined);
const Tokens = z.int().positive().optional().catch(undefined);
const Flag = z.boolean().optional().catch(undefined);
const Words = z.array(z.string()).optional().catch(undefined);
const Price = z.coerce.number().min(0).optional().catch(undefined);

/**
 * What services tell of a model, each in its own words: OpenRouter, Groq, Mistral, vLLM, LM Studio, Anthropic, Google.
 * Loose on purpose: they add what they like.
 */
const ListedModel = z.object({
  id: Text,
  name: Text,
  display_name: Text,
  displayName: Text,
  context_length: Tokens,
  context_window: Tokens,
  max_context_length: Tokens,
  max_model_len: Tokens,
  max_input_tokens: Tokens,
  inputTokenLimit: Tokens,
  max_completion_tokens: Tokens,
  max_tokens: Tokens,
  outputTokenLimit: Tokens,
  top_provider: z.object({ max_completion_tokens: Tokens }).optional().catch(undefined),
  capabilities: z
    .object({ vision: Flag, function_calling: Flag, completion_chat: Flag })
    .optional()
    .catch(undefined),
  architecture: z.object({ input_modalities: Words }).optional().catch(undefined),
  supported_parameters: Words,
  supportedGenerationMethods: Words,
  thinking: Flag,
  pricing: z
    .object({ prompt: Price, completion: Price, input_cache_read: Price, input_cache_write: Price })
    .optional()
    .catch(undefined),
});
type ListedModel = z.infer<typeof ListedModel>;

const List = z.array(z.unknown());
const ModelList = z.union([
  z.object({ data: List }).transform(({ data }) => data),
  z.object({ models: List }).transform(({ models }) => models),
  List,
]);

const maxModels = 500;

/** Reads a list of models, without those that answer no messages. Null: it is none. */
export function readModelList(value: unknown): ProviderModel[] | null {
  const list = ModelList.safeParse(value).data;
  if (!list) return null;
  const models = list.flatMap((item) => toProviderModel(ListedModel.safeParse(item).data));
  // Something else was listed, under the same name.
  if (list.length > 0 && models.length === 0) return null;
  return [...new Map(models.map((model) => [model.id, model])).values()].slice(0, maxModels);
}

function toProviderModel(listed: ListedModel | undefined): ProviderModel[] {
  const id = listed?.id ?? listed?.name?.replace(/^models\//, "");
  if (!listed || id === undefined || isOther(listed)) return [];
  const name = listed.display_name ?? listed.displayName ?? listed.name;
  const { supported_parameters: takes, architecture } = listed;
  const told = {
    id,
    name: name === undefined || name === id || name.startsWith("models/") ? undefined : name,
    contextWindow:
      listed.context_length ??
      listed.context_window ??
      listed.max_context_length ??
      listed.max_model_len ??
      listed.max_input_tokens ??
      listed.inputTokenLimit,
    maxOutputTokens:
      listed.top_provider?.max_completion_tokens ??
      listed.max_completion_tokens ??
      listed.outputTokenLimit ??
      // Anthropic calls it so where it tells the input, too; elsewhere the word means other things.
      (listed.max_input_tokens === undefined ? undefined : listed.max_tokens),
    reasoning: listed.thinking ?? takes?.includes("reasoning"),
    vision: listed.capabilities?.vision ?? architecture?.input_modalities?.includes("image"),
    tools: listed.capabilities?.function_calling ?? takes?.includes("tools"),
    structuredOutput: takes?.includes("structured_outputs"),
    temperature: takes === undefined || takes.includes("temperature") ? undefined : false,
    cost: costOf(listed),
  };
  const known = Object.fromEntries(Object.entries(told).filter(([, fact]) => fact !== undefined));
  return [ProviderModel.safeParse(known).data ?? []].flat();
}

/** Google and Mistral list models for other work, and say so. */
function isOther({ supportedGenerationMethods, capabilities }: ListedModel): boolean {
  if (supportedGenerationMethods) return !supportedGenerationMethods.includes("generateContent");
  return capabilities?.completion_chat === false;
}

/** OpenRouter's prices are for one token. */
function costOf({ pricing }: ListedModel): ModelCost | undefined {
  if (pricing?.prompt === undefined || pricing.completion === undefined) return undefined;
  return {
    input: perMillion(pricing.prompt),
    output: perMillion(pricing.completion),
    cacheRead: perMillion(pricing.input_cache_read ?? pricing.prompt),
    cacheWrite: perMillion(pricing.input_cache_write ?? pricing.prompt),
  };
}

function perMillion(price: number): number {
  return Math.round(price * 1e12) / 1e6;
}
