export type ProviderPreset = {
  readonly id: string;
  readonly label: string;
  readonly line: string;
  /** What models are named with: `openai/gpt-5`. */
  readonly name: string;
  readonly baseUrl: string;
  /** `none`: servers on one's own machine usually ask for no key. */
  readonly key: "needed" | "none" | "depends";
  /** Where the service hands out its keys. */
  readonly keyPage?: string;
};

/** Services and servers that speak OpenAI's chat completions, with the address up to `/chat/completions`. */
export const providerPresets: readonly ProviderPreset[] = [
  {
    id: "openai",
    label: "OpenAI",
    line: "GPT models",
    name: "openai",
    baseUrl: "https://api.openai.com/v1",
    key: "needed",
    keyPage: "https://platform.openai.com/api-keys",
  },
  {
    id: "mistral",
    label: "Mistral",
    line: "Mistral's own models",
    name: "mistral",
    baseUrl: "https://api.mistral.ai/v1",
    key: "needed",
    keyPage: "https://console.mistral.ai/api-keys",
  },
  {
    id: "groq",
    label: "Groq",
    line: "Open models, answered fast",
    name: "groq",
    baseUrl: "https://api.groq.com/openai/v1",
    key: "needed",
    keyPage: "https://console.groq.com/keys",
  },
  {
    id: "openrouter",
    label: "OpenRouter",
    line: "Models of many makers, one key",
    name: "openrouter",
    baseUrl: "https://openrouter.ai/api/v1",
    key: "needed",
    keyPage: "https://openrouter.ai/settings/keys",
  },
  {
    id: "ollama",
    label: "Ollama",
    line: "Models on this machine",
    name: "ollama",
    baseUrl: "http://localhost:11434/v1",
    key: "none",
  },
  {
    id: "vllm",
    label: "vLLM",
    line: "Your own inference server",
    name: "vllm",
    baseUrl: "http://localhost:8000/v1",
    key: "depends",
  },
  {
    id: "lm-studio",
    label: "LM Studio",
    line: "Models on this desktop",
    name: "lm-studio",
    baseUrl: "http://localhost:1234/v1",
    key: "none",
  },
  {
    id: "compatible",
    label: "OpenAI-compatible",
    line: "Any other endpoint",
    name: "",
    baseUrl: "",
    key: "depends",
  },
];
