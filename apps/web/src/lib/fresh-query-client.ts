import {
  type InvalidateOptions,
  type InvalidateQueryFilters,
  QueryClient,
  type QueryKey,
} from "@tanstack/react-query";

/**
 * After a change, what is shown is asked for anew also where a first answer is still on its way: it may know nothing of the
 * change. TanStack Query would wait for it, and take it for an answer to the new question.
 */
export class FreshQueryClient extends QueryClient {
  override invalidateQueries<Key extends QueryKey = QueryKey>(
    filters: InvalidateQueryFilters<Key> = {},
    options: InvalidateOptions = {},
  ): Promise<void> {
    const onTheirWay = this.getQueryCache()
      .findAll({ ...filters, type: "active", fetchStatus: "fetching" })
      .filter(({ state }) => state.data === undefined);
    // Whoever waits for it gets the answer that takes its place.
    for (const query of onTheirWay) void query.cancel({ silent: true });
    return super.invalidateQueries(filters, options);
  }
}
