"use client";
import { ProjectName } from "@slipway/schemas/public-api/admin-runs";
import { pageOf } from "@slipway/schemas/public-api/page";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "#lib/api-client.ts";
import { useRunsViewer } from "./runs-viewer.tsx";

const Projects = pageOf(ProjectName);
/** A name that is a few minutes old will do. */
const staleTime = 5 * 60_000;
const none: readonly ProjectName[] = [];

/** All projects of the instance, for its owner; nobody else asks. */
export function useProjects() {
  const { ownProjectId } = useRunsViewer();
  const { data = none } = useQuery({
    queryKey: ["admin-projects"],
    queryFn: async ({ signal }) => (await api.get("/admin/projects", { schema: Projects, signal })).items,
    enabled: ownProjectId !== null,
    staleTime,
  });
  const names = useMemo(() => new Map(data.map(({ id, name }) => [id, name])), [data]);
  return { projects: data, nameOf: (id: string) => names.get(id) ?? id };
}
