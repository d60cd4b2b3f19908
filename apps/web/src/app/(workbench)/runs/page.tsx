import { isRoleAtLeast } from "@slipway/schemas/public-api/key";
import type { Metadata } from "next";
import { requireSignedIn } from "#features/auth/index.ts";
import { RunsPage } from "#features/runs/index.ts";

export const metadata: Metadata = { title: "Runs" };

export default async function Runs() {
  const { role, isOwner, projectId } = await requireSignedIn();
  return <RunsPage canChange={isRoleAtLeast(role, "editor")} ownProjectId={isOwner ? projectId : null} />;
}
