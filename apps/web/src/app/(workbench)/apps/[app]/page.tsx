import type { Metadata } from "next";
import { cookies } from "next/headers";
import { readOpening } from "#features/last-words/index.ts";
import { PlaygroundLoader, preloadPlayground, readLayouts } from "#features/playground/index.ts";

export const metadata: Metadata = { title: "Playground" };

export default async function AppPage({ params, searchParams }: PageProps<"/apps/[app]">) {
  const slug = decodeURIComponent((await params).app);
  const { session } = await searchParams;
  preloadPlayground({ slug, session });
  const layouts = readLayouts(await cookies());
  const opening = await readOpening({ app: slug, session });
  return <PlaygroundLoader slug={slug} layouts={layouts} opening={opening} />;
}
