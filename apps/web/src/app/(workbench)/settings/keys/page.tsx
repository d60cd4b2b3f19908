import type { Metadata } from "next";
import { KeysPage } from "#features/keys/index.ts";

export const metadata: Metadata = { title: "API keys" };

export default function Keys() {
  return <KeysPage />;
}
