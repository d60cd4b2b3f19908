import { hash } from "node:crypto";
import { randomHex } from "@slipway/schemas/random-bytes";

type ChosenIds = { traceId: string | undefined; spanId: string | undefined };

declare global {
  var slipwayChosenIds: ChosenIds | undefined;
}

/** On `globalThis`: a bundler may load this file twice, once for who starts the SDK and once for who makes spans. */
function chosenIds(): ChosenIds {
  globalThis.slipwayChosenIds ??= { traceId: undefined, spanId: undefined };
  return globalThis.slipwayChosenIds;
}

/** Lets the one span that `start` makes have ids that were chosen before. The SDK asks for ids while it makes the span. */
export function withChosenIds<T>(ids: Partial<ChosenIds>, start: () => T): T {
  const chosen = chosenIds();
  chosen.traceId = ids.traceId;
  chosen.spanId = ids.spanId;
  try {
    return start();
  } finally {
    chosen.traceId = undefined;
    chosen.spanId = undefined;
  }
}

/** The SDK's id generator: the chosen ids, else random ones. */
export const spanIdGenerator = {
  generateTraceId: () => chosenIds().traceId ?? randomHex(16),
  generateSpanId: () => chosenIds().spanId ?? randomHex(8),
};

/**
 * The span id that belongs to one of our ids. A run's own span has the same id in every runner that works on the run, so
 * that the spans of all of them hang under it and whoever ends the run writes it once.
 */
export function spanIdFor(id: string): string {
  return hash("sha256", id, "hex").slice(0, 16);
}
