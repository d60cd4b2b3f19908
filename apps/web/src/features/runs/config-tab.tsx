"use client";
import type { Run } from "@slipway/schemas/runs/run";
import type { Route } from "next";
import { RevisionChanges } from "#features/config-diff/index.ts";
import { LoadProblem } from "#lib/load-problem.tsx";
import { useApp } from "#lib/use-app.ts";
import { ButtonLink } from "#ui/button-link.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { Skeleton } from "#ui/skeleton.tsx";

/** The configuration that the run worked with, and what has changed in the app since. */
export function ConfigTab({ run }: { run: Run }) {
  if (run.revision === null) {
    return (
      <EmptyState
        title="It ran a draft"
        description="What was being edited when it was asked; a draft becomes a revision once it is committed."
      />
    );
  }
  return <RevisionSince run={run} revision={run.revision} />;
}

function RevisionSince({ run, revision }: { run: Run; revision: number }) {
  const app = useApp(run.app.slug);
  if (!app.data) {
    return app.error ? (
      <LoadProblem
        what="The app"
        error={app.error}
        onRetry={() => void app.refetch()}
        retrying={app.isFetching}
      />
    ) : (
      <Skeleton className="m-4 h-24" />
    );
  }
  const { id, slug, latestRevision } = app.data;
  const isNewest = revision === latestRevision;
  return (
    <div className="flex flex-col gap-3 p-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-13 text-pretty">
          It ran revision {revision}
          {isNewest
            ? ", which is still the newest."
            : `. This is what revision ${latestRevision}, the newest, changes:`}
        </h2>
        <ButtonLink href={`/apps/${slug}/revisions?revision=${revision}` as Route} size="sm">
          Revision {revision} in full
        </ButtonLink>
      </div>
      {isNewest ? null : <RevisionChanges appId={id} from={revision} to={latestRevision} />}
    </div>
  );
}
