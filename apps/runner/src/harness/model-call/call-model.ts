import type { AssistantMessageEventStream, TranscriptContext } from "@earendil-works/pi-ai";
import { stream } from "@earendil-works/pi-ai/api/openai-completions";
import type { Parameters } from "@slipway/schemas/apps/parameters";
import type { ModelTarget } from "#harness/harness.ts";
import { toPiModel } from "#harness/model-call/to-pi-model.ts";
import { requireReasoning, toRequestOptions } from "#harness/model-call/to-request-options.ts";
import type { Wire } from "#harness/model-call/wire.ts";

export type ModelCall = {
  readonly model: ModelTarget;
  readonly parameters: Parameters;
  readonly context: TranscriptContext;
  readonly wire: Wire;
  readonly signal: AbortSignal;
};

/**
 * One request to a model that speaks OpenAI chat completions, through Pi's function for that API. Pi's model runtime
 * above it takes no part: it finds keys in the environment and in configuration strings.
 */
export function callModel({
  model,
  parameters,
  context,
  wire,
  signal,
}: ModelCall): AssistantMessageEventStream {
  return stream(toPiModel(model, parameters.reasoning), context, {
    ...toRequestOptions(parameters),
    apiKey: keyForPi,
    fetch: wire.fetch,
    signal,
    onPayload: (body) => {
      requireReasoning(body, parameters, model);
      return withoutEmptyTools(body);
    },
    cacheRetention: "short",
    // Retries are the run's, which knows what was shown; so is the time that an answer may take.
    maxRetries: 0,
    timeoutMs: longestTimerMs,
  });
}

/** Pi does not call without a key. The real one is put on by the wire. */
const keyForPi = "not-the-key";

/** The longest time that a timer can wait. */
const longestTimerMs = 2 ** 31 - 1;

/** After tools were taken from an app, Pi sends an empty list for the sake of one provider; others refuse it. */
function withoutEmptyTools(body: unknown): unknown {
  if (typeof body !== "object" || body === null || !("tools" in body)) return body;
  const { tools, ...rest } = body;
  return Array.isArray(tools) && tools.length === 0 ? rest : body;
}
