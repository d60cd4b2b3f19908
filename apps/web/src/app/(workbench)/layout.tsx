import { getProject } from "@slipway/db/people/get-project";
import { isBuiltType } from "@slipway/schemas/apps/built-parts";
import { Gauge, KeyRound, LayoutGrid, ListTree, Plug, Settings, ShieldQuestionMark } from "lucide-react";
import type { ReactNode } from "react";
import { PendingCount } from "#features/approvals/index.ts";
import { requireSignedIn, SessionGuard } from "#features/auth/index.ts";
import { AppFrame, type NavItem, readFramePreferences } from "#features/frame/index.ts";
import { QueryClientProvider } from "#lib/query-client.tsx";
import { getServices } from "#server/services.ts";

const approvals: NavItem = {
  label: "Approvals",
  href: "/approvals",
  icon: <ShieldQuestionMark />,
  shortcut: "g v",
  count: <PendingCount />,
};
const places: readonly NavItem[] = [
  { label: "Apps", href: "/apps", icon: <LayoutGrid />, shortcut: "g a" },
  { label: "Runs", href: "/runs", icon: <ListTree />, shortcut: "g r" },
  // Only agents have calls that wait for a person.
  ...(isBuiltType("agent") ? [approvals] : []),
  { label: "Providers", href: "/providers", icon: <Plug />, shortcut: "g p" },
  { label: "API keys", href: "/settings/keys", icon: <KeyRound />, shortcut: "g k" },
  { label: "Settings", href: "/settings/project", icon: <Settings />, shortcut: "g s" },
];
const admin: NavItem = { label: "Admin", href: "/admin", icon: <Gauge />, shortcut: "g i" };

export default async function WorkbenchLayout({ children }: { children: ReactNode }) {
  const person = await requireSignedIn();
  const [project, preferences] = await Promise.all([
    getProject(getServices().prisma, person.projectId),
    readFramePreferences(),
  ]);
  return (
    <QueryClientProvider>
      <SessionGuard />
      <AppFrame
        projectName={project?.name ?? "Slipway"}
        account={{ name: person.name, email: person.email }}
        items={person.isOwner ? [...places, admin] : places}
        newAppHref="/apps?new=1"
        preferences={preferences}
      >
        {children}
      </AppFrame>
    </QueryClientProvider>
  );
}
