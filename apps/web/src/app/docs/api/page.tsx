import type { Metadata } from "next";
import { ApiReference, readReference } from "#features/api-reference/index.ts";

export const metadata: Metadata = { title: "API", description: "Every route of the Slipway API." };

export default function ApiReferencePage() {
  return <ApiReference reference={readReference()} />;
}
