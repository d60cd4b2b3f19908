import type { StoredSpan } from "@slipway/schemas/traces/span";
import type { SpanStore } from "#span-store.ts";

/** A store in memory. `find` fails the test when the span is missing or there twice. */
export function collectingStore(): SpanStore & {
  readonly spans: StoredSpan[];
  find(name: string): StoredSpan;
} {
  const spans: StoredSpan[] = [];
  return {
    spans,
    store(batch) {
      spans.push(...batch);
      return Promise.resolve();
    },
    find(name) {
      const found = spans.filter((span) => span.name === name);
      const [span] = found;
      if (!span || found.length > 1) throw new Error(`${found.length} spans are called ${name}.`);
      return span;
    },
  };
}
