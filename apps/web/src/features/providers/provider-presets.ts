import type { ProviderApi } from "@slipway/schemas/models/provider";

export type ProviderPreset = {
  readonly id: string;
  readonly label: string;
  readonly line: string;
  /** What models are named with: `openai/gpt-5`. */
  readonly name: string;
  readonly api: ProviderApi;
  readonly baseUrl: string;
  /** `none`: servers on one's own machine usually ask for no key. */
  readonly key: "needed" | "none" | "depends";
  /** Where the service hands out its keys. */
  readonly keyPage?: string;
  /** What its keys begin with. */
  readonly keyHint?: string;
};

/** Services and servers, each with its wire format and the address up to what that adds. */
export const providerPresets: readonly ProviderPreset[] = [
  {
    id: "openai",
    label: "OpenAI",
    line: "GPT models",
    name: "openai",
    api: "openai-responses",
    baseUrl: "https://api.openai.com/v1",
    key: "needed",
    keyPage: "https://platform.openai.com/api-keys",
    keyHint: "sk-…",
  },
  {
    id: "anthropic",
    label: "Anthropic",
    line: "Claude models",
    name: "anthropic",
    api: "anthropic-messages",
    baseUrl: "https://api.anthropic.com",
    key: "needed",
    keyPage: "https://console.anthropic.com/settings/keys",
    keyHint: "sk-ant-…",
  },
  {
    id: "google",
    label: "Google",
    line: "Gemini models",
    name: "google",
    api: "google-generative-ai",
    baseUrl: "https://generativelanguage.googleapis.com/v1beta",
    key: "needed",
    keyPage: "https://aistudio.google.com/apikey",
    keyHint: "AIza…",
  },
  {
    id: "mistral",
    label: "Mistral",
    line: "Mistral's own models",
    name: "mistral",
    api: "openai-completions",
    baseUrl: "https://api.mistral.ai/v1",
    key: "needed",
    keyPage: "https://console.mistral.ai/api-keys",
  },
  {
    id: "groq",
    label: "Groq",
    line: "Open models, answered fast",
    name: "groq",
    api: "openai-completions",
    baseUrl: "https://api.groq.com/openai/v1",
    key: "needed",
    keyPage: "https://console.groq.com/keys",
    keyHint: "gsk_…",
  },
  {
    id: "openrouter",
    label: "OpenRouter",
    line: "Models of many makers, one key",
    name: "openrouter",
    api: "openai-completions",
    baseUrl: "https://openrouter.ai/api/v1",
    key: "needed",
    keyPage: "https://openrouter.ai/settings/keys",
    keyHint: "sk-or-…",
  },
  {
    id: "ollama",
    label: "Ollama",
    line: "Models on this machine",
    name: "ollama",
    api: "openai-completions",
    baseUrl: "http://localhost:11434/v1",
    key: "none",
  },
  {
    id: "vllm",
    label: "vLLM",
    line: "Your own inference server",
    name: "vllm",
    api: "openai-completions",
    baseUrl: "http://localhost:8000/v1",
    key: "depends",
  },
  {
    id: "lm-studio",
    label: "LM Studio",
    line: "Models on this desktop",
    name: "lm-studio",
    api: "openai-completions",
    baseUrl: "http://localhost:1234/v1",
    key: "none",
  },
  {
    id: "compatible",
    label: "OpenAI-compatible",
    line: "Any other endpoint",
    name: "",
    api: "openai-completions",
    baseUrl: "",
    key: "depends",
  },
  {
    id: "anthropic-compatible",
    label: "Anthropic-compatible",
    line: "Any endpoint with /v1/messages",
    name: "",
    api: "anthropic-messages",
    baseUrl: "",
    key: "depends",
  },
];
