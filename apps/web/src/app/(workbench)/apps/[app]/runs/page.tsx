import type { Metadata } from "next";
import { AppRunsPage } from "#features/runs/index.ts";

export const metadata: Metadata = { title: "Runs" };

export default async function AppRuns({ params }: PageProps<"/apps/[app]/runs">) {
  return <AppRunsPage slug={decodeURIComponent((await params).app)} />;
}
