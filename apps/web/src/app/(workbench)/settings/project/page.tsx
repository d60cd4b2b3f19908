import { isRoleAtLeast } from "@slipway/schemas/public-api/key";
import type { Metadata } from "next";
import { requireSignedIn } from "#features/auth/index.ts";
import { ProjectSettingsPage } from "#features/project-settings/index.ts";

export const metadata: Metadata = { title: "Settings" };

export default async function ProjectSettings() {
  const { role } = await requireSignedIn();
  return <ProjectSettingsPage canChange={isRoleAtLeast(role, "admin")} />;
}
