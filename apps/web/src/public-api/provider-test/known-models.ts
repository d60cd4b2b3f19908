import type { ProviderModel } from "@slipway/schemas/models/model";
import { toKnownModel } from "#public-api/provider-test/to-known-model.ts";

/** What a catalogue has of the models of well-known services, by their host. Loaded when one of them is asked. */
const catalogues: Readonly<Record<string, () => Promise<object>>> = {
  "api.anthropic.com": async () =>
    (await import("@earendil-works/pi-ai/providers/anthropic.models")).ANTHROPIC_MODELS,
  "api.openai.com": async () => (await import("@earendil-works/pi-ai/providers/openai.models")).OPENAI_MODELS,
  "generativelanguage.googleapis.com": async () =>
    (await import("@earendil-works/pi-ai/providers/google.models")).GOOGLE_MODELS,
  "api.mistral.ai": async () =>
    (await import("@earendil-works/pi-ai/providers/mistral.models")).MISTRAL_MODELS,
  "api.groq.com": async () => (await import("@earendil-works/pi-ai/providers/groq.models")).GROQ_MODELS,
  "openrouter.ai": async () =>
    (await import("@earendil-works/pi-ai/providers/openrouter.models")).OPENROUTER_MODELS,
  "api.deepseek.com": async () =>
    (await import("@earendil-works/pi-ai/providers/deepseek.models")).DEEPSEEK_MODELS,
  "api.x.ai": async () => (await import("@earendil-works/pi-ai/providers/xai.models")).XAI_MODELS,
};

/** Of another host nothing is known: the same model can have other limits and another price there. */
export async function knownModels(baseUrl: string): Promise<ReadonlyMap<string, ProviderModel>> {
  const host = URL.canParse(baseUrl) ? new URL(baseUrl).hostname : "";
  const load = Object.hasOwn(catalogues, host) ? catalogues[host] : undefined;
  const models = Object.values(load ? await load() : {}).flatMap((entry: unknown) => toKnownModel(entry));
  return new Map(models.map((model) => [model.id, model]));
}
