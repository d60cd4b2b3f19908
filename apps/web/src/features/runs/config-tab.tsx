"use client";
import { type App, Revision } from "@slipway/schemas/apps/app";
import type { Run } from "@slipway/schemas/runs/run";
import { RunConfig } from "@slipway/schemas/runs/run-config";
import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Route } from "next";
import { diffConfigs } from "#configs/diff-configs.ts";
import { ConfigDiff, RevisionChanges } from "#features/config-diff/index.ts";
import { api } from "#lib/api-client.ts";
import { LoadProblem } from "#lib/load-problem.tsx";
import { useApp } from "#lib/use-app.ts";
import { ButtonLink } from "#ui/button-link.tsx";
import { CodeBlock } from "#ui/code-block.tsx";
import { Skeleton } from "#ui/skeleton.tsx";
import type { ListedRun } from "./projects/run-scope.ts";
import { useIsForeign } from "./projects/runs-viewer.tsx";

/** The configuration that the run worked with, and what has changed in the app since. */
export function ConfigTab({ run }: { run: ListedRun }) {
  return useIsForeign(run) ? <Used runId={run.id} /> : <UsedAndSince run={run} />;
}

/** Of another project: its app has no page here to compare with. */
function Used({ runId }: { runId: string }) {
  const used = useRunConfig(runId);
  return (
    <div className="flex flex-col gap-3 p-4">
      {used.isPending ? <Skeleton className="h-24" /> : null}
      <UsedConfig used={used} />
    </div>
  );
}

function UsedAndSince({ run }: { run: Run }) {
  const app = useApp(run.app.slug);
  const used = useRunConfig(run.id);
  return (
    <div className="flex flex-col gap-3 p-4">
      {app.data ? <Since run={run} app={app.data} used={used.data} /> : null}
      {app.error && !app.data ? (
        <LoadProblem
          what="The app"
          error={app.error}
          onRetry={() => void app.refetch()}
          retrying={app.isFetching}
        />
      ) : null}
      <UsedConfig used={used} />
      {app.isPending || used.isPending ? <Skeleton className="h-24" /> : null}
    </div>
  );
}

function UsedConfig({ used }: { used: UseQueryResult<RunConfig> }) {
  if (used.data) {
    return <CodeBlock label="Configuration" code={JSON.stringify(used.data.config, null, 2)} />;
  }
  if (!used.error) return null;
  return (
    <LoadProblem
      what="The configuration"
      error={used.error}
      onRetry={() => void used.refetch()}
      retrying={used.isFetching}
    />
  );
}

function useRunConfig(runId: string) {
  return useQuery({
    queryKey: ["runs", "config", runId],
    // What a run was asked with never changes.
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => api.get(`/runs/${runId}/config`, { schema: RunConfig, signal }),
  });
}

type SinceProps = { readonly run: Run; readonly app: App; readonly used: RunConfig | undefined };

function Since({ run: { revision }, app, used }: SinceProps) {
  const { id, slug, latestRevision } = app;
  const isNewest = revision === latestRevision;
  const shown = revision ?? latestRevision;
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-13 text-pretty">
          {revision === null
            ? `It ran a draft. This is what revision ${latestRevision}, the newest, changes:`
            : null}
          {revision !== null && isNewest ? `It ran revision ${revision}, which is still the newest.` : null}
          {revision !== null && !isNewest
            ? `It ran revision ${revision}. This is what revision ${latestRevision}, the newest, changes:`
            : null}
        </h2>
        <ButtonLink href={`/apps/${slug}/revisions?revision=${shown}` as Route} size="sm">
          Revision {shown} in full
        </ButtonLink>
      </div>
      {revision === null && used ? (
        <DraftChanges appId={id} config={used.config} latestRevision={latestRevision} />
      ) : null}
      {revision === null || isNewest ? null : (
        <RevisionChanges appId={id} from={revision} to={latestRevision} />
      )}
    </>
  );
}

type DraftChangesProps = {
  readonly appId: string;
  readonly config: RunConfig["config"];
  readonly latestRevision: number;
};

/** What differs between the draft that ran and the newest revision. */
function DraftChanges({ appId, config, latestRevision }: DraftChangesProps) {
  const newest = useQuery({
    queryKey: ["apps", "revision", appId, latestRevision],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      api.get(`/apps/${appId}/revisions/${latestRevision}`, { schema: Revision, signal }),
  });
  if (newest.isPending) return <Skeleton className="h-24" />;
  if (!newest.data) {
    return (
      <LoadProblem
        what="The newest revision"
        error={newest.error}
        onRetry={() => void newest.refetch()}
        retrying={newest.isFetching}
      />
    );
  }
  const changes = diffConfigs(config, newest.data.config);
  if (changes.length === 0)
    return <p className="text-muted">Nothing: it is configured just like the draft.</p>;
  return <ConfigDiff changes={changes} />;
}
