"use client";
import { AdminOverview, type OverviewRange } from "@slipway/schemas/public-api/admin-overview";
import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { api } from "#lib/api-client.ts";

const everyMs = 5_000;

/** Asked for again every few seconds while the page is looked at. */
export function useOverview(range: OverviewRange): UseQueryResult<AdminOverview> {
  return useQuery({
    queryKey: ["admin-overview", range],
    queryFn: ({ signal }) => api.get("/admin/overview", { schema: AdminOverview, query: { range }, signal }),
    refetchInterval: everyMs,
    placeholderData: keepPreviousData,
  });
}
