import type { Metadata } from "next";
import { NewProviderPage } from "#features/providers/index.ts";

export const metadata: Metadata = { title: "Add provider" };

export default function NewProvider() {
  return <NewProviderPage />;
}
