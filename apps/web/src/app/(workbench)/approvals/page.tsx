import type { Metadata } from "next";
import { ApprovalsPage } from "#features/approvals/index.ts";

export const metadata: Metadata = { title: "Approvals" };

export default function Approvals() {
  return <ApprovalsPage />;
}
