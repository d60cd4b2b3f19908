import type { Metadata } from "next";
import { requireSignedIn } from "#features/auth/index.ts";
import { RunPage } from "#features/runs/index.ts";

export const metadata: Metadata = { title: "Run" };

export default async function Run({ params }: PageProps<"/runs/[run]">) {
  const { isOwner, projectId } = await requireSignedIn();
  return <RunPage runId={(await params).run} ownProjectId={isOwner ? projectId : null} />;
}
