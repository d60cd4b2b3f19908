"use client";
import type { App } from "@slipway/schemas/apps/app";
import { AppWindow, GitCompareArrows } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useApps } from "#features/apps/index.ts";
import { formatRelativeTime } from "#ui/format-relative-time.ts";
import { Entry, EntryGroup } from "./entry.tsx";

/** The project's apps, those that ran last first. */
export function AppEntries({ onChoose }: { onChoose: (act: () => void) => void }) {
  const router = useRouter();
  const apps = useApps({ archived: false }).data;
  if (!apps || apps.length === 0) return null;
  return (
    <>
      <EntryGroup label="Apps">
        {apps.toSorted(byLastRun).map((app) => (
          <Entry
            key={app.id}
            id={`app ${app.slug}`}
            label={app.name}
            icon={<AppWindow />}
            detail={app.lastRunAt ? formatRelativeTime(new Date(app.lastRunAt), new Date()) : "never run"}
            keywords={[app.slug, app.id, app.type]}
            onChoose={() => onChoose(() => router.push(`/apps/${app.slug}` as Route))}
          />
        ))}
      </EntryGroup>
      <EntryGroup label="Compare">
        {apps.toSorted(byLastRun).map((app) => (
          <Entry
            key={app.id}
            id={`compare ${app.slug}`}
            label={`Compare ${app.name}`}
            icon={<GitCompareArrows />}
            keywords={["compare", "test cases"]}
            onChoose={() => onChoose(() => router.push(`/apps/${app.slug}/compare` as Route))}
          />
        ))}
      </EntryGroup>
    </>
  );
}

function byLastRun(one: App, other: App): number {
  return (other.lastRunAt ?? "") < (one.lastRunAt ?? "") ? -1 : 1;
}
