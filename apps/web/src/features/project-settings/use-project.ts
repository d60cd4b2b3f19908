"use client";
import { Project, type UpdateProject } from "@slipway/schemas/public-api/project";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "#lib/api-client.ts";

const projectKey = ["project"] as const;

export function useProject() {
  return useQuery({
    queryKey: projectKey,
    queryFn: ({ signal }) => api.get("/project", { schema: Project, signal }),
  });
}

export function useUpdateProject() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: UpdateProject) => api.patch("/project", { schema: Project, body: change }),
    onSuccess: (next) => client.setQueryData(projectKey, next),
  });
}
