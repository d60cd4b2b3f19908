"use client";
import type { App } from "@slipway/schemas/apps/app";
import type { Route } from "next";
import { useSearchParams } from "next/navigation";
import { ButtonLink } from "#ui/button-link.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { ownProject, parseRunScope } from "./projects/run-scope.ts";
import { RunsViewerProvider } from "./projects/runs-viewer.tsx";
import { RunHistory } from "./run-history.tsx";

type RunsPageProps = {
  /** The one app whose runs are shown; left out: those of all. */
  readonly app?: App;
  /** Whoever looks may cancel and retry runs. */
  readonly canChange: boolean;
  /** The project of the instance's owner, who also sees the runs of the others. Null: whoever looks is not the owner. */
  readonly ownProjectId: string | null;
};

/** The run history: of an app, of a project, and for the owner of the instance of all of them. */
export function RunsPage({ app, canChange, ownProjectId }: RunsPageProps) {
  const project = useSearchParams().get("project");
  const scope = app ? ownProject : parseRunScope(project, ownProjectId);
  if (scope.kind === "all" && ownProjectId === null) return <NotTheOwner />;
  return (
    <RunsViewerProvider scope={scope} ownProjectId={app ? null : ownProjectId}>
      <RunHistory app={app} canChange={canChange && scope.kind === "own"} />
    </RunsViewerProvider>
  );
}

function NotTheOwner() {
  return (
    <EmptyState
      headingLevel={1}
      title="Other projects' runs are for the owner of the instance"
      description="You see the runs of the project that you are a member of."
      action={<ButtonLink href={"/runs" as Route}>Runs of your project</ButtonLink>}
    />
  );
}
