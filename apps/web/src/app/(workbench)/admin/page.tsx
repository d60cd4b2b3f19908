import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AdminPage } from "#features/admin/index.ts";
import { requireSignedIn } from "#features/auth/index.ts";

export const metadata: Metadata = { title: "Admin" };

export default async function Admin() {
  // For others it does not exist.
  if (!(await requireSignedIn()).isOwner) notFound();
  return <AdminPage />;
}
