import type { ProviderApi } from "@slipway/schemas/models/provider";

/** Wire formats as people call them. */
export const wireFormatName: Readonly<Record<ProviderApi, string>> = {
  "openai-completions": "OpenAI chat completions",
  "openai-responses": "OpenAI responses",
  "anthropic-messages": "Anthropic messages",
  "google-generative-ai": "Google Gemini",
};

/** What is added to a base address to call a model. */
export const addedPath: Readonly<Record<ProviderApi, string>> = {
  "openai-completions": "/chat/completions",
  "openai-responses": "/responses",
  "anthropic-messages": "/v1/messages",
  "google-generative-ai": "/models/…",
};

export const addressExample: Readonly<Record<ProviderApi, string>> = {
  "openai-completions": "https://models.example.com/v1",
  "openai-responses": "https://models.example.com/v1",
  "anthropic-messages": "https://models.example.com",
  "google-generative-ai": "https://models.example.com/v1beta",
};
