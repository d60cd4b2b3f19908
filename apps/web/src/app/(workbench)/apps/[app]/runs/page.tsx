import { isRoleAtLeast } from "@slipway/schemas/public-api/key";
import type { Metadata } from "next";
import { requireSignedIn } from "#features/auth/index.ts";
import { AppRunsPage } from "#features/runs/index.ts";

export const metadata: Metadata = { title: "Runs" };

export default async function AppRuns({ params }: PageProps<"/apps/[app]/runs">) {
  const { role } = await requireSignedIn();
  return (
    <AppRunsPage slug={decodeURIComponent((await params).app)} canChange={isRoleAtLeast(role, "editor")} />
  );
}
