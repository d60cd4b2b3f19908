import type { Metadata } from "next";
import { ProvidersPage } from "#features/providers/index.ts";

export const metadata: Metadata = { title: "Providers" };

export default function Providers() {
  return <ProvidersPage />;
}
