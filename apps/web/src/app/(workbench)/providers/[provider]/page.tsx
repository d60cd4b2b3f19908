import type { Metadata } from "next";
import { ProviderPage } from "#features/providers/index.ts";

export const metadata: Metadata = { title: "Provider" };

export default async function Provider({ params }: PageProps<"/providers/[provider]">) {
  return <ProviderPage id={(await params).provider} />;
}
