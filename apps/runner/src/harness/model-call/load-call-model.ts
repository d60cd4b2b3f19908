import { assertNever } from "@slipway/schemas/assert-never";
import type { ModelTarget } from "#harness/harness.ts";
import type { CallModel } from "#harness/model-call/call-model.ts";
import { callOpenAiCompletions } from "#harness/model-call/openai-completions.ts";

/**
 * The function for a wire format. Only the commonest is loaded with the process: the others bring 5 to 10 MB
 * each, which a runner that never calls such a provider does not hold.
 */
export async function loadCallModel(api: ModelTarget["api"]): Promise<CallModel> {
  switch (api) {
    case "openai-completions":
      return callOpenAiCompletions;
    case "openai-responses":
      return (await import("#harness/model-call/openai-responses.ts")).callOpenAiResponses;
    case "anthropic-messages":
      return (await import("#harness/model-call/anthropic-messages.ts")).callAnthropicMessages;
    case "google-generative-ai":
      return (await import("#harness/model-call/google/call-google.ts")).callGoogle;
    case "demo":
      throw new Error("The demo model has no wire format.");
    default:
      return assertNever(api);
  }
}
