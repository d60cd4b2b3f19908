"use client";
import type { Route } from "next";
import { ApiError } from "#lib/api-error.ts";
import { useUrlState } from "#lib/use-url-state.ts";
import { ButtonLink } from "#ui/button-link.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { ErrorState } from "#ui/error-state.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Skeleton } from "#ui/skeleton.tsx";
import { ownProject } from "./projects/run-scope.ts";
import { RunsViewerProvider, useIsForeign, useRunsViewer } from "./projects/runs-viewer.tsx";
import { RunActions } from "./run-actions.tsx";
import { parseRunTab, RunDetail } from "./run-detail.tsx";
import { firstWords } from "./run-words.ts";
import { useRun } from "./use-run.ts";

type RunPageProps = {
  readonly runId: string;
  /** The project of the instance's owner, who reads the runs of all. Null: whoever looks is not the owner. */
  readonly ownProjectId: string | null;
};

/** One run's own page. */
export function RunPage({ runId, ownProjectId }: RunPageProps) {
  return (
    <RunsViewerProvider scope={ownProject} ownProjectId={ownProjectId}>
      <OneRun runId={runId} />
    </RunsViewerProvider>
  );
}

function OneRun({ runId }: { runId: string }) {
  const run = useRun(runId);
  const { ownProjectId } = useRunsViewer();
  const isForeign = useIsForeign(run.data);
  // In the address for whoever gets the link, and at once: the focus goes into what opens.
  const [tab, setTab] = useUrlState("tab");
  const [span, setSpan] = useUrlState("span");
  const isMissing = run.error instanceof ApiError && run.error.code === "not_found";
  const projectId = isForeign ? (run.data?.projectId ?? null) : null;
  return (
    <RunsViewerProvider
      scope={projectId === null ? ownProject : { kind: "all", projectId }}
      ownProjectId={ownProjectId}
    >
      <PageHeader
        trail={[
          { label: "Runs", href: (projectId === null ? "/runs" : `/runs?project=${projectId}`) as Route },
        ]}
        title={run.data ? firstWords(run.data) : "Run"}
        action={run.data ? <RunActions run={run.data} canChange={!isForeign} /> : null}
      />
      {run.data ? (
        <div className="mx-auto flex min-h-0 w-full max-w-300 flex-1 flex-col">
          <RunDetail
            run={run.data}
            tab={parseRunTab(tab)}
            onTabChange={setTab}
            span={span || null}
            onSpanChange={setSpan}
          />
        </div>
      ) : null}
      {run.isPending ? (
        <div aria-busy="true" className="p-4">
          <Skeleton className="h-32 w-full" />
        </div>
      ) : null}
      {isMissing ? (
        <EmptyState
          title="There is no such run"
          description="It may have been removed, or it belongs to a project you are not a member of."
          action={<ButtonLink href={"/runs" as Route}>All runs</ButtonLink>}
        />
      ) : null}
      {run.error && !run.data && !isMissing ? (
        <div className="p-4">
          <ErrorState
            title="This run could not be read"
            description={run.error.message}
            onRetry={() => void run.refetch()}
          />
        </div>
      ) : null}
    </RunsViewerProvider>
  );
}
