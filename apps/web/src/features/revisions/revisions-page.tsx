"use client";
import type { Route } from "next";
import { ApiError } from "#lib/api-error.ts";
import { LoadProblem } from "#lib/load-problem.tsx";
import { useApp } from "#lib/use-app.ts";
import { Badge } from "#ui/badge.tsx";
import { ButtonLink } from "#ui/button-link.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { TableSkeleton } from "#ui/table-skeleton.tsx";
import { RevisionsView } from "./revisions-view.tsx";

/** The history of an app's configuration and where each part of it runs. */
export function RevisionsPage({ slug }: { slug: string }) {
  const app = useApp(slug);
  if (app.error instanceof ApiError && app.error.code === "not_found") {
    return (
      <EmptyState
        headingLevel={1}
        title="There is no such app"
        description="It may have been renamed, or it belongs to a project you are not a member of."
        action={<ButtonLink href={"/apps" as Route}>All apps</ButtonLink>}
      />
    );
  }
  const name = app.data?.name ?? slug;
  return (
    <>
      <PageHeader
        trail={[
          { label: "Apps", href: "/apps" as Route },
          { label: name, href: `/apps/${slug}` as Route },
        ]}
        title="Revisions"
        beside={app.data?.archivedAt ? <Badge tone="warning">archived</Badge> : null}
        action={<ButtonLink href={`/apps/${slug}` as Route}>Playground</ButtonLink>}
      />
      {app.data ? <RevisionsView app={app.data} /> : null}
      {app.isPending ? <TableSkeleton rows={6} comfortable /> : null}
      {app.error && !app.data ? (
        <LoadProblem
          what="The app"
          error={app.error}
          onRetry={() => void app.refetch()}
          retrying={app.isFetching}
        />
      ) : null}
    </>
  );
}
