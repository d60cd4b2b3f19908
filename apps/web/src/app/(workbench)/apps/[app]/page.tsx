import type { Metadata } from "next";
import { cookies } from "next/headers";
import { layoutCookie, PlaygroundLoader, panelIds } from "#features/playground/index.ts";
import { parseLayout } from "#ui/parse-layout.ts";

export const metadata: Metadata = { title: "Playground" };

export default async function AppPage({ params }: PageProps<"/apps/[app]">) {
  const { app } = await params;
  const layout = parseLayout((await cookies()).get(layoutCookie)?.value, panelIds);
  return <PlaygroundLoader slug={decodeURIComponent(app)} layout={layout} />;
}
