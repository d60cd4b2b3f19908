import type { Run } from "@slipway/schemas/runs/run";

/** Whose runs are shown. */
export type RunScope =
  | { readonly kind: "own" }
  /** For the owner of the instance: those of all projects, or of one that is not their own. */
  | { readonly kind: "all"; readonly projectId: string | null };

/** A run of a list; where it is of several projects, with its own. */
export type ListedRun = Run & { readonly projectId?: string };

export const ownProject: RunScope = { kind: "own" };

/** What `project` in the URL stands for; an id is that of a project that is not one's own. */
export function parseRunScope(project: string | null, ownProjectId: string | null): RunScope {
  if (!project || project === ownProjectId) return ownProject;
  return { kind: "all", projectId: project === "all" ? null : project.slice(0, 100) };
}

/** Where the API has them. */
export function runsPath(scope: RunScope): "/runs" | "/admin/runs" {
  return scope.kind === "own" ? "/runs" : "/admin/runs";
}

export function scopeQuery(scope: RunScope): { readonly projectId?: string } {
  return scope.kind === "all" && scope.projectId !== null ? { projectId: scope.projectId } : {};
}

/** Whether a run of any project belongs to them. */
export function isInScope(scope: RunScope, projectId: string): boolean {
  return scope.kind === "all" && (scope.projectId === null || scope.projectId === projectId);
}
