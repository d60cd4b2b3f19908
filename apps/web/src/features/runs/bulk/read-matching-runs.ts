import { pageOf } from "@slipway/schemas/public-api/page";
import { Run } from "@slipway/schemas/runs/run";
import { api } from "#lib/api-client.ts";
import { type RunViewFilters, toRunQuery } from "../run-view-filters.ts";
import { mostSelected } from "./run-selection.ts";

const RunPage = pageOf(Run);
const pageLength = 200;

/** The newest runs that the filters find, as many as can be chosen, and whether there are more. */
export async function readMatchingRuns(filters: RunViewFilters) {
  const query = { ...toRunQuery(filters, Date.now()), limit: pageLength };
  const runs: Run[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.get("/runs", { schema: RunPage, query: { ...query, cursor } });
    runs.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && runs.length < mostSelected);
  return { runs: runs.slice(0, mostSelected), hasMore: cursor !== undefined };
}
