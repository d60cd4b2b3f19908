"use client";
import { pageOf } from "@slipway/schemas/public-api/page";
import { RunSender } from "@slipway/schemas/runs/run-sender";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "#lib/api-client.ts";
import { runsPath, scopeQuery } from "../projects/run-scope.ts";
import { useRunsViewer } from "../projects/runs-viewer.tsx";

const Senders = pageOf(RunSender);
/** A name that is a few minutes old will do. */
const staleTime = 5 * 60_000;

/** The same array each time: what is made of it is made once. */
const none: readonly RunSender[] = [];

/** The people and API keys that the runs come from. */
export function useSenders() {
  const { scope } = useRunsViewer();
  const read = useQuery({
    queryKey: ["run-senders", scope],
    queryFn: async ({ signal }) =>
      (await api.get(`${runsPath(scope)}/senders`, { schema: Senders, query: scopeQuery(scope), signal }))
        .items,
    staleTime,
  });
  const senders = read.data;
  const names = useMemo(() => new Map(senders?.map(({ id, name }) => [id, name])), [senders]);
  return {
    senders: senders ?? none,
    isRead: senders !== undefined,
    nameOf: (id: string) => names.get(id) ?? id,
  };
}
