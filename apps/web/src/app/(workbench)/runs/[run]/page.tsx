import type { Metadata } from "next";
import { RunPage } from "#features/runs/index.ts";

export const metadata: Metadata = { title: "Run" };

export default async function Run({ params }: PageProps<"/runs/[run]">) {
  return <RunPage runId={(await params).run} />;
}
