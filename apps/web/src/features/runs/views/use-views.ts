"use client";
import { pageOf } from "@slipway/schemas/public-api/page";
import { RunView } from "@slipway/schemas/public-api/run-view";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { api } from "#lib/api-client.ts";
import type { ViewFilters } from "./view-filters.ts";

const Views = pageOf(RunView);
const key = ["run-views"];

type Kept = { readonly name: string; readonly filters: ViewFilters; readonly isShared: boolean };

/** The saved views that somebody has, and what can be done with them. */
export function useViews() {
  const client = useQueryClient();
  const views = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await api.get("/runs/views", { schema: Views, signal })).items,
  });
  const readAgain = () => client.invalidateQueries({ queryKey: key });
  async function save(kept: Kept): Promise<RunView> {
    const view = await api.post("/runs/views", { schema: RunView, body: kept });
    await readAgain();
    return view;
  }
  async function change(id: string, changes: Partial<Kept>): Promise<void> {
    await api.patch(`/runs/views/${id}`, { schema: RunView, body: changes });
    await readAgain();
  }
  async function remove(id: string): Promise<void> {
    await api.delete(`/runs/views/${id}`, { schema: z.undefined() });
    await readAgain();
  }
  return { saved: views.data ?? [], save, change, remove };
}
