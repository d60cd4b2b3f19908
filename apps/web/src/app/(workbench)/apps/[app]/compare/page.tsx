import type { Metadata } from "next";
import { CompareLoader } from "#features/compare/index.ts";

export const metadata: Metadata = { title: "Compare" };

export default async function Page({ params }: PageProps<"/apps/[app]/compare">) {
  const { app } = await params;
  return <CompareLoader slug={decodeURIComponent(app)} />;
}
