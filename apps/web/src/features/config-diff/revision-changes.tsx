"use client";
import { RevisionDiff } from "@slipway/schemas/apps/revision-diff";
import { useQuery } from "@tanstack/react-query";
import { api } from "#lib/api-client.ts";
import { LoadProblem } from "#lib/load-problem.tsx";
import { classNames } from "#ui/class-names.ts";
import { Skeleton } from "#ui/skeleton.tsx";
import { ConfigDiff } from "./config-diff.tsx";
import type { DiffLayout } from "./diff-layout.ts";

type RevisionChangesProps = {
  readonly appId: string;
  /** Null: from nothing, as for a first revision. */
  readonly from: number | null;
  readonly to: number;
  readonly layout?: DiffLayout;
  /** Limits its height where it stands among other things. */
  readonly className?: string;
};

/** What changed between two committed revisions. */
export function RevisionChanges({ appId, from, to, layout = "unified", className }: RevisionChangesProps) {
  const diff = useQuery({
    queryKey: ["apps", "diff", appId, from, to],
    // Revisions never change: nor does what differs between two of them.
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      api.get(`/apps/${appId}/revisions/${to}/diff`, {
        schema: RevisionDiff,
        query: { against: from ?? undefined },
        signal,
      }),
  });
  if (diff.isPending) return <Skeleton className="h-24 w-full" />;
  if (!diff.data) {
    return (
      <LoadProblem
        what="The difference"
        error={diff.error}
        onRetry={() => void diff.refetch()}
        retrying={diff.isFetching}
      />
    );
  }
  if (diff.data.changes.length === 0) {
    return (
      <p className="text-muted">
        Revision {to} is configured exactly like revision {from}.
      </p>
    );
  }
  return (
    <section
      aria-label="What changes"
      tabIndex={className ? 0 : undefined}
      className={classNames("overflow-y-auto", className)}
    >
      <ConfigDiff changes={diff.data.changes} layout={layout} />
    </section>
  );
}
