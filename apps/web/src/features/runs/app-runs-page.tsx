"use client";
import type { Route } from "next";
import { useApp } from "#lib/use-app.ts";
import { ButtonLink } from "#ui/button-link.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { RunTableSkeleton } from "./run-table-skeleton.tsx";
import { RunsPage } from "./runs-page.tsx";

/** The runs of one app, named by its slug. */
export function AppRunsPage({ slug, canChange }: { slug: string; canChange: boolean }) {
  const app = useApp(slug);
  if (app.data) return <RunsPage app={app.data} canChange={canChange} ownProjectId={null} />;
  if (!app.error) return <RunTableSkeleton />;
  return (
    <EmptyState
      headingLevel={1}
      title="The runs of this app could not be read"
      description={app.error.message}
      action={<ButtonLink href={"/runs" as Route}>All runs</ButtonLink>}
    />
  );
}
