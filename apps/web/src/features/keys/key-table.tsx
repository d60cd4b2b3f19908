"use client";
import type { ApiKey } from "@slipway/schemas/public-api/key";
import Link from "next/link";
import { Button } from "#ui/button.tsx";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { RelativeTime } from "#ui/relative-time.tsx";
import { roleLabel } from "./roles.ts";

type KeyTableProps = { readonly keys: readonly ApiKey[]; readonly onRevoke: (key: ApiKey) => void };

export function KeyTable({ keys, onRevoke }: KeyTableProps) {
  const columns: Column<ApiKey>[] = [
    { key: "name", header: "Name", cell: ({ name }) => <span className="font-medium">{name}</span> },
    {
      key: "preview",
      header: "Key",
      width: "130px",
      from: "sm",
      cell: ({ preview }) => <span className="font-mono text-12 text-muted">{preview}</span>,
    },
    { key: "role", header: "Role", width: "76px", cell: ({ role }) => roleLabel(role) },
    {
      key: "by",
      header: "Created by",
      width: "18%",
      from: "lg",
      cell: ({ createdBy }) => <span className="text-muted">{createdBy ?? "Environment"}</span>,
    },
    {
      key: "created",
      header: "Created",
      width: "110px",
      from: "md",
      cell: ({ createdAt }) => <RelativeTime at={createdAt} className="text-muted" />,
    },
    {
      key: "used",
      header: "Last used",
      width: "110px",
      from: "sm",
      cell: ({ lastUsedAt }) =>
        lastUsedAt === null ? (
          <span className="text-faint">Never</span>
        ) : (
          <RelativeTime at={lastUsedAt} className="text-muted" />
        ),
    },
    {
      key: "actions",
      header: "Actions",
      hideHeader: true,
      width: "100px",
      align: "end",
      cell: (key) => (
        <Button
          variant="ghost"
          size="sm"
          aria-label={`Revoke ${key.name}`}
          className="-outline-offset-2"
          onClick={() => onRevoke(key)}
        >
          Revoke…
        </Button>
      ),
    },
  ];
  return (
    <>
      <DataTable caption="API keys" columns={columns} rows={keys} rowKey={({ id }) => id} comfortable />
      <p className="px-4 py-3 text-12 text-muted">
        Send a key as <span className="font-mono">Authorization: Bearer slp_…</span> ·{" "}
        <Link href="/docs/api" className="text-accent-text underline underline-offset-2">
          API reference
        </Link>
      </p>
    </>
  );
}
