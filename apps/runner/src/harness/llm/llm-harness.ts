import type { Harness } from "#harness/harness.ts";
import { openDemoSession } from "#harness/llm/demo/demo-session.ts";
import { openLlmSession } from "#harness/llm/session.ts";

export type LlmHarnessOptions = {
  /** Between two words of the built-in demo model, in milliseconds. Default: 25, so 40 a second. */
  readonly demoWordEveryMs?: number;
};

/** Drives a model without tools: the answers of chat and completion apps. */
export function createLlmHarness({ demoWordEveryMs = 25 }: LlmHarnessOptions = {}): Harness {
  return {
    name: "llm",
    open: (input) => {
      if (input.tools.length > 0 || input.skills.length > 0) {
        return Promise.reject(new Error("The llm harness offers no tools."));
      }
      const isDemo = input.model.api === "demo";
      return Promise.resolve(isDemo ? openDemoSession(input, demoWordEveryMs) : openLlmSession(input));
    },
  };
}
