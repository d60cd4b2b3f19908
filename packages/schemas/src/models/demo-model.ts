import type { Model } from "#models/model.ts";

/** The provider name that is ours: nobody can make a provider called so. */
export const demoProvider = "demo";

/** The offline model that every installation has. It plays a script and says so. */
export const demoModel: Model = {
  ref: "demo/demo",
  provider: demoProvider,
  id: "demo",
  name: "Demo (offline, scripted)",
  contextWindow: 32_000,
  maxOutputTokens: 4_000,
  reasoning: false,
  reasoningLevels: [],
  vision: false,
  tools: true,
  structuredOutput: false,
  // It takes what other models take and plays its script all the same.
  parameters: ["temperature", "topP", "maxOutputTokens", "stop", "seed"],
  cost: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
  demo: true,
};
