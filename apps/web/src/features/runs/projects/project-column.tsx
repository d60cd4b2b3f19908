"use client";
import type { RunColumn } from "../run-columns.tsx";
import type { ListedRun } from "./run-scope.ts";
import { useProjects } from "./use-projects.ts";

/** Whose run it is, where a list is of several projects. */
export const projectColumn: RunColumn = {
  key: "project",
  header: "Project",
  className: "w-36 @max-[480px]:hidden",
  cell: (run) => <ProjectOf run={run} />,
};

export function ProjectOf({ run: { projectId } }: { run: ListedRun }) {
  const { nameOf } = useProjects();
  return projectId === undefined ? null : <span title={projectId}>{nameOf(projectId)}</span>;
}
