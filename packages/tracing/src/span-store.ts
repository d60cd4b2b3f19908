import type { StoredSpan } from "@slipway/schemas/traces/span";

/** Where spans are kept for our own pages. */
export type SpanStore = {
  /**
   * Keeps finished spans. Each carries the attribute `slipway.project.id`, which says whose it is. The same span may come
   * twice, and then replaces the first. A rejection counts all of them as failed: they do not come again.
   */
  store(spans: readonly StoredSpan[]): Promise<void>;
};
