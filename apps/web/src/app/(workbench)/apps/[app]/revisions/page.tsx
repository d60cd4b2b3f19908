import type { Metadata } from "next";
import { RevisionsPage } from "#features/revisions/index.ts";

export const metadata: Metadata = { title: "Revisions" };

export default async function AppRevisions({ params }: PageProps<"/apps/[app]/revisions">) {
  return <RevisionsPage slug={decodeURIComponent((await params).app)} />;
}
