import type { AssistantMessageEventStream, TranscriptContext } from "@earendil-works/pi-ai";
import type { Schema } from "@slipway/prompts/json-schema/compile-schema";
import type { Parameters } from "@slipway/schemas/apps/parameters";
import type { ModelTarget } from "#harness/harness.ts";
import type { Wire } from "#harness/model-call/wire.ts";

export type AskedOutput = { readonly schema: Schema; readonly isStrict: boolean };

export type ModelCall = {
  readonly model: ModelTarget;
  /** Only what the model takes. */
  readonly parameters: Parameters;
  readonly context: TranscriptContext;
  /** The form that the wire format's own option holds the answer to; null: it is free, or told in words. */
  readonly output: AskedOutput | null;
  readonly wire: Wire;
  readonly signal: AbortSignal;
};

/**
 * Makes one request to a model in its provider's wire format. Never rejects: what goes wrong is the stream's last event.
 */
export type CallModel = (call: ModelCall) => AssistantMessageEventStream;

/** What every call of Pi's functions is given. */
export function commonOptions({ wire, signal }: ModelCall) {
  return {
    apiKey: keyForPi,
    fetch: wire.fetch,
    signal,
    cacheRetention: "short",
    // Retries are the run's, which knows what was shown; so is the time that an answer may take.
    maxRetries: 0,
    timeoutMs: longestTimerMs,
  } as const;
}

/** Pi does not call without a key. The real one is put on by the wire. */
const keyForPi = "not-the-key";

/** The longest time that a timer can wait. */
const longestTimerMs = 2 ** 31 - 1;
