import type { Metadata } from "next";
import { PlaygroundLoader, readLayouts } from "#features/playground/index.ts";

export const metadata: Metadata = { title: "Playground" };

export default async function AppPage({ params }: PageProps<"/apps/[app]">) {
  const { app } = await params;
  const layouts = await readLayouts();
  return <PlaygroundLoader slug={decodeURIComponent(app)} layouts={layouts} />;
}
