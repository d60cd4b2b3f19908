import type { Harness } from "#harness/harness.ts";
import { openDemoSession } from "#harness/llm/demo/demo-session.ts";
import { openLlmSession } from "#harness/llm/session.ts";
import { loadCallModel } from "#harness/model-call/load-call-model.ts";

export type LlmHarnessOptions = {
  /** Between two words of the built-in demo model, in milliseconds. Default: 25, so 40 a second. */
  readonly demoWordEveryMs?: number;
};

/** Drives a model without tools: the answers of chat and completion apps. */
export function createLlmHarness({ demoWordEveryMs = 25 }: LlmHarnessOptions = {}): Harness {
  return {
    name: "llm",
    open: async (input) => {
      if (input.tools.length > 0 || input.skills.length > 0) {
        throw new Error("The llm harness offers no tools.");
      }
      const { api } = input.model;
      if (api === "demo") return openDemoSession(input, demoWordEveryMs);
      return openLlmSession(input, await loadCallModel(api));
    },
  };
}
