"use client";
import type { App } from "@slipway/schemas/apps/app";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { RelativeTime } from "#ui/relative-time.tsx";
import { AppNameCell } from "./app-name-cell.tsx";
import { AppRowMenu } from "./app-row-menu.tsx";
import { DaySparkline } from "./day-sparkline.tsx";
import { RevisionCell } from "./revision-cell.tsx";
import { useUpdateApp } from "./use-apps.ts";

/** The apps as rows that open their playground; names are changed in place. */
export function AppTable({ apps }: { apps: readonly App[] }) {
  const router = useRouter();
  const { mutate } = useUpdateApp();
  const [renamingId, setRenamingId] = useState<string | null>(null);

  function rename(app: App, name: string | null) {
    setRenamingId(null);
    if (name === null) return;
    const onError = (error: Error) =>
      toast.error(`${app.name} keeps its name`, { description: error.message });
    mutate({ app, change: { name } }, { onError });
  }

  function archive(app: App, archived: boolean) {
    const onError = (error: Error) =>
      toast.error(`${app.name} was not ${archived ? "archived" : "restored"}`, {
        description: error.message,
      });
    mutate({ app, change: { archived } }, { onError });
    toast(archived ? `${app.name} is archived` : `${app.name} is back`, {
      description: archived ? "It takes no new runs. Its history stays." : undefined,
      action: { label: "Undo", onClick: () => mutate({ app, change: { archived: !archived } }, { onError }) },
    });
  }

  const columns: Column<App>[] = [
    {
      key: "name",
      header: "Name",
      cell: (app) => (
        <AppNameCell app={app} isRenaming={app.id === renamingId} onRenamed={(name) => rename(app, name)} />
      ),
    },
    {
      key: "model",
      header: "Model",
      width: "22%",
      from: "md",
      cell: (app) => <span className="font-mono text-12 text-muted">{app.model}</span>,
    },
    {
      key: "revision",
      header: "Revision",
      width: "18%",
      from: "lg",
      cell: (app) => <RevisionCell app={app} />,
    },
    {
      key: "day",
      header: "Last day",
      width: "140px",
      from: "md",
      cell: (app) => (app.activity ? <DaySparkline activity={app.activity} /> : null),
    },
    {
      key: "activity",
      header: "Last activity",
      width: "116px",
      align: "end",
      cell: (app) => <RelativeTime at={app.lastRunAt ?? app.updatedAt} className="text-muted" />,
    },
    {
      key: "actions",
      header: "Actions",
      hideHeader: true,
      width: "52px",
      align: "end",
      cell: (app) => (
        <AppRowMenu
          app={app}
          onRename={() => setRenamingId(app.id)}
          onArchive={(archived) => archive(app, archived)}
        />
      ),
    },
  ];
  return (
    <DataTable
      caption="Apps"
      columns={columns}
      rows={apps}
      rowKey={(app) => app.id}
      onOpen={(app) => router.push(`/apps/${app.slug}`)}
      comfortable
    />
  );
}
