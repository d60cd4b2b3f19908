"use client";
import type { Route } from "next";
import { ApiError } from "#lib/api-error.ts";
import { LoadProblem } from "#lib/load-problem.tsx";
import { useApp } from "#lib/use-app.ts";
import { ButtonLink } from "#ui/button-link.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { Skeleton } from "#ui/skeleton.tsx";
import { ComparePage } from "./compare-page.tsx";

/** Reads the app, then opens the comparison. */
export function CompareLoader({ slug }: { slug: string }) {
  const app = useApp(slug);
  if (app.data) return <ComparePage key={app.data.id} app={app.data} />;
  if (app.error instanceof ApiError && app.error.code === "not_found") {
    return (
      <div className="grid flex-1 place-items-center">
        <EmptyState
          headingLevel={1}
          title="There is no such app"
          description="It may have been renamed, or it belongs to a project you are not a member of."
          action={<ButtonLink href={"/apps" as Route}>All apps</ButtonLink>}
        />
      </div>
    );
  }
  if (app.error) {
    return (
      <LoadProblem
        what="The app"
        error={app.error}
        onRetry={() => void app.refetch()}
        retrying={app.isFetching}
      />
    );
  }
  return (
    <div aria-busy="true" className="flex flex-1 flex-col">
      <div className="flex h-12 items-center border-b border-line px-4">
        <Skeleton className="h-5 w-40" />
      </div>
      <div className="grid flex-1 grid-cols-2 divide-x divide-line max-md:grid-cols-1">
        <div />
        <div />
      </div>
    </div>
  );
}
