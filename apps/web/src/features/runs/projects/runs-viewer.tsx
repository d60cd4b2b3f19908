"use client";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { type ListedRun, ownProject, type RunScope } from "./run-scope.ts";

/** Who looks at runs, and at whose. */
export type RunsViewer = {
  readonly scope: RunScope;
  /** The project of the instance's owner, who reads the runs of all. Null: whoever looks is not the owner. */
  readonly ownProjectId: string | null;
};

const Viewer = createContext<RunsViewer>({ scope: ownProject, ownProjectId: null });

type ProviderProps = RunsViewer & { readonly children: ReactNode };

export function RunsViewerProvider({ scope, ownProjectId, children }: ProviderProps) {
  const kind = scope.kind;
  const projectId = scope.kind === "all" ? scope.projectId : null;
  const viewer = useMemo<RunsViewer>(
    () => ({ scope: kind === "own" ? ownProject : { kind, projectId }, ownProjectId }),
    [kind, projectId, ownProjectId],
  );
  return <Viewer value={viewer}>{children}</Viewer>;
}

export function useRunsViewer(): RunsViewer {
  return useContext(Viewer);
}

/** Whether a run is another project's: the owner reads it, and changes nothing about it. */
export function useIsForeign(run: ListedRun | undefined): boolean {
  const { ownProjectId } = useRunsViewer();
  return run?.projectId !== undefined && ownProjectId !== null && run.projectId !== ownProjectId;
}
