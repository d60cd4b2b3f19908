import { z } from "zod";
import { idOf } from "#ids.ts";
import { demoProvider } from "#models/demo-model.ts";
import { ProviderModel } from "#models/model.ts";
import { Time } from "#time.ts";

/** The wire formats that the runner speaks. */
export const ProviderApi = z.enum([
  "openai-completions",
  "openai-responses",
  "anthropic-messages",
  "google-generative-ai",
]);
export type ProviderApi = z.infer<typeof ProviderApi>;

export const ProviderName = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, "Use lower-case letters, digits and dashes, at most 40.")
  .refine((name) => name !== demoProvider, "This name belongs to the built-in demo provider.");

const BaseUrl = z
  .url({ protocol: /^https?$/, error: "Expected an http or https address." })
  .max(2_000)
  .refine(
    (url) => !URL.canParse(url) || new URL(url).username === "",
    "Put the key into apiKey, not into the address.",
  );

const ApiKey = z
  .string()
  .min(1)
  .max(10_000)
  .regex(/^[\x21-\x7e]+$/, "A key has no spaces or control characters.")
  .meta({ description: "Write-only: stored encrypted, never shown again." });

const Models = z
  .array(ProviderModel)
  .max(500)
  .refine(
    (models) => new Set(models.map((model) => model.id)).size === models.length,
    "Two models have the same id.",
  );

export const CreateProvider = z
  .strictObject({
    name: ProviderName,
    api: ProviderApi,
    baseUrl: BaseUrl.meta({
      description:
        "Up to and without what the wire format adds: /chat/completions, /responses, /v1/messages (Anthropic) or /models/… (Google).",
    }),
    apiKey: ApiKey.optional(),
    models: Models.optional(),
  })
  .meta({ id: "CreateProvider" });
export type CreateProvider = z.infer<typeof CreateProvider>;

export const UpdateProvider = z
  .strictObject({
    baseUrl: BaseUrl.optional(),
    apiKey: ApiKey.nullable().optional().meta({ description: "null removes the stored key." }),
    models: Models.optional(),
  })
  .meta({ id: "UpdateProvider" });
export type UpdateProvider = z.infer<typeof UpdateProvider>;

export const Provider = z
  .object({
    id: idOf("provider"),
    name: z.string(),
    api: ProviderApi,
    baseUrl: z.string(),
    hasApiKey: z.boolean(),
    models: z.array(ProviderModel),
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: "Provider" });
export type Provider = z.infer<typeof Provider>;

/** What a test of a provider found, by really calling it. */
export const ProviderTest = z
  .object({
    ok: z.boolean(),
    latencyMs: z.int().nullable(),
    status: z.int().nullable().meta({ description: "The HTTP status, or null when no answer came." }),
    message: z.string().meta({ description: "What the endpoint said, or why it could not be reached." }),
    models: z
      .array(z.string())
      .meta({ description: "Model ids that the endpoint lists; empty when it lists none." }),
    details: z.array(ProviderModel).meta({
      description:
        "What is known of those models: what the endpoint tells, and for well-known services what a catalogue has.",
    }),
  })
  .meta({ id: "ProviderTest" });
export type ProviderTest = z.infer<typeof ProviderTest>;
