"use client";
import type { Provider } from "@slipway/schemas/models/provider";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { LoadProblem } from "#lib/load-problem.tsx";
import { ButtonLink } from "#ui/button-link.tsx";
import { type Column, DataTable } from "#ui/data-table.tsx";
import { formatCount } from "#ui/format-count.ts";
import { PageBody } from "#ui/page-body.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { TableSkeleton } from "#ui/table-skeleton.tsx";
import { PresetGrid } from "./preset-grid.tsx";
import { useProviders } from "./use-providers.ts";
import { wireFormatName } from "./wire-format-words.ts";

export function ProvidersPage() {
  const providers = useProviders();
  const isEmpty = providers.data?.length === 0;
  return (
    <>
      <PageHeader
        title="Providers"
        action={
          isEmpty ? null : (
            <ButtonLink href="/providers/new" variant="primary">
              Add provider
            </ButtonLink>
          )
        }
      />
      <PageBody width={isEmpty ? "reading" : "full"} busy={providers.isPending}>
        {providers.isPending ? <TableSkeleton rows={3} comfortable /> : null}
        {providers.isError && !providers.data ? (
          <LoadProblem
            what="The providers"
            error={providers.error}
            onRetry={() => void providers.refetch()}
            retrying={providers.isFetching}
          />
        ) : null}
        {isEmpty ? <FirstProvider /> : null}
        {providers.data && !isEmpty ? <ProviderTable providers={providers.data} /> : null}
      </PageBody>
    </>
  );
}

function FirstProvider() {
  return (
    <>
      <div>
        <h2 className="text-16 font-semibold">Where do your models come from?</h2>
        <p className="mt-1 max-w-140 text-muted text-pretty">
          A provider is an endpoint with its key. Until there is one, apps talk to the built-in demo model,
          which is offline and only plays a script.
        </p>
      </div>
      <PresetGrid />
    </>
  );
}

const columns: readonly Column<Provider>[] = [
  {
    key: "name",
    header: "Name",
    width: "28%",
    cell: ({ id, name }) => (
      <Link href={`/providers/${id}`} className="rounded-sm font-medium -outline-offset-2">
        {name}
      </Link>
    ),
  },
  {
    key: "address",
    header: "Base URL",
    cell: ({ baseUrl }) => <span className="font-mono text-12 text-muted">{baseUrl}</span>,
  },
  {
    key: "api",
    header: "Speaks",
    width: "190px",
    from: "lg",
    cell: ({ api }) => <span className="text-muted">{wireFormatName[api]}</span>,
  },
  {
    key: "key",
    header: "Key",
    width: "120px",
    from: "md",
    cell: ({ hasApiKey }) => (
      <span className={hasApiKey ? "" : "text-faint"}>{hasApiKey ? "Stored" : "None"}</span>
    ),
  },
  {
    key: "models",
    header: "Models",
    width: "84px",
    align: "end",
    cell: ({ models }) => formatCount(models.length),
  },
];

function ProviderTable({ providers }: { providers: readonly Provider[] }) {
  const router = useRouter();
  return (
    <>
      <DataTable
        caption="Providers"
        columns={columns}
        rows={providers}
        rowKey={({ id }) => id}
        onOpen={({ id }) => router.push(`/providers/${id}`)}
        comfortable
      />
      <p className="px-4 py-3 text-12 text-muted">
        <span className="font-mono">demo/demo</span> is built in: offline and scripted.
      </p>
    </>
  );
}
