import type { Metadata } from "next";
import { AppsPage } from "#features/apps/index.ts";

export const metadata: Metadata = { title: "Apps" };

export default function Apps() {
  return <AppsPage />;
}
