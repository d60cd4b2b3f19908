"use client";
import type { Route } from "next";
import { useSearchParams } from "next/navigation";
import { ApiError } from "#lib/api-error.ts";
import { ButtonLink } from "#ui/button-link.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { ErrorState } from "#ui/error-state.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Skeleton } from "#ui/skeleton.tsx";
import { RunActions } from "./run-actions.tsx";
import { parseRunTab, RunDetail } from "./run-detail.tsx";
import { firstWords } from "./run-words.ts";
import { useRun } from "./use-run.ts";

/** One run's own page. */
export function RunPage({ runId }: { runId: string }) {
  const run = useRun(runId);
  const tab = parseRunTab(useSearchParams().get("tab"));
  const isMissing = run.error instanceof ApiError && run.error.code === "not_found";
  return (
    <>
      <PageHeader
        trail={[{ label: "Runs", href: "/runs" as Route }]}
        title={run.data ? firstWords(run.data) : "Run"}
        action={run.data ? <RunActions run={run.data} /> : null}
      />
      {run.data ? (
        <div className="mx-auto flex min-h-0 w-full max-w-300 flex-1 flex-col">
          <RunDetail
            run={run.data}
            tab={tab}
            onTabChange={(next) => window.history.replaceState(null, "", `?tab=${next}`)}
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
    </>
  );
}
