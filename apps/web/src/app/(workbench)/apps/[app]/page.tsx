import type { Metadata } from "next";
import { cookies } from "next/headers";
import { PlaygroundLoader, readLayouts } from "#features/playground/index.ts";

export const metadata: Metadata = { title: "Playground" };

export default async function AppPage({ params }: PageProps<"/apps/[app]">) {
  const { app } = await params;
  const layouts = readLayouts(await cookies());
  return <PlaygroundLoader slug={decodeURIComponent(app)} layouts={layouts} />;
}
