"use client";
import type { App, Revision } from "@slipway/schemas/apps/app";
import type { ReactNode } from "react";
import { LoadProblem } from "#lib/load-problem.tsx";
import { TableSkeleton } from "#ui/table-skeleton.tsx";
import { useRevision } from "./use-revisions.ts";

type WholeRevisionProps = {
  readonly app: App;
  readonly number: number;
  readonly children: (revision: Revision) => ReactNode;
};

/** Asks for a revision with its configuration, which the history does not carry, once something shows it. */
export function WholeRevision({ app, number, children }: WholeRevisionProps) {
  const revision = useRevision(app.id, number);
  if (revision.data) return children(revision.data);
  if (revision.isPending) return <TableSkeleton rows={6} />;
  return (
    <LoadProblem
      what={`Revision ${number}`}
      error={revision.error}
      onRetry={() => void revision.refetch()}
      retrying={revision.isFetching}
    />
  );
}
