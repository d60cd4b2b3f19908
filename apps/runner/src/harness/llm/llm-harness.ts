import type { Harness } from "#harness/harness.ts";
import { openDemoSession } from "#harness/llm/demo/demo-session.ts";
import { openLlmSession } from "#harness/llm/session.ts";
import { plainEntry } from "#harness/llm/stored-entry.ts";

export type LlmHarnessOptions = {
  /** Between two words of the built-in demo model, in milliseconds. Default: 25, so 40 a second. */
  readonly demoWordEveryMs?: number;
};

/** Drives a model without tools: the answers of chat and completion apps. */
export function createLlmHarness({ demoWordEveryMs = 25 }: LlmHarnessOptions = {}): Harness {
  return {
    name: "llm",
    open: (input) =>
      Promise.resolve(
        input.model.api === "demo" ? openDemoSession(input, demoWordEveryMs) : openLlmSession(input),
      ),
    toMessageEntry: ({ role, text }) => plainEntry(role, text),
  };
}
