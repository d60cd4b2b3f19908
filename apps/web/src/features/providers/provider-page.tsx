"use client";
import type { Provider } from "@slipway/schemas/models/provider";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { LoadProblem } from "#lib/load-problem.tsx";
import { ButtonLink } from "#ui/button-link.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { MenuItem } from "#ui/menu.tsx";
import { PageBody } from "#ui/page-body.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { Skeleton } from "#ui/skeleton.tsx";
import { ConnectionSection } from "./connection-section.tsx";
import { DeleteProvider } from "./delete-provider.tsx";
import { ModelsSection } from "./models-section.tsx";
import { talkHref } from "./talk-href.ts";
import { useProviders } from "./use-providers.ts";

const trail = [{ label: "Providers", href: "/providers" }] as const;

/** One provider: how it is reached, and which of its models can be used. */
export function ProviderPage({ id }: { id: string }) {
  const providers = useProviders();
  const provider = providers.data?.find((each) => each.id === id);
  if (provider) return <KnownProvider provider={provider} />;
  return (
    <>
      <PageHeader trail={trail} title="Provider" />
      <PageBody width="reading" busy={providers.isPending}>
        {providers.isPending ? <Skeleton className="h-40 w-full" /> : null}
        {providers.isError ? (
          <LoadProblem
            what="The provider"
            error={providers.error}
            onRetry={() => void providers.refetch()}
            retrying={providers.isFetching}
          />
        ) : null}
        {providers.isSuccess ? (
          <EmptyState
            title="There is no such provider"
            description="It may have been deleted."
            action={<ButtonLink href="/providers">All providers</ButtonLink>}
          />
        ) : null}
      </PageBody>
    </>
  );
}

function KnownProvider({ provider }: { provider: Provider }) {
  const [isDeleting, setIsDeleting] = useState(false);
  const first = provider.models[0];
  return (
    <>
      <PageHeader
        trail={trail}
        title={provider.name}
        menu={
          <MenuItem label="Delete provider…" icon={<Trash2 />} danger onSelect={() => setIsDeleting(true)} />
        }
        action={
          first ? (
            <ButtonLink href={talkHref(provider, first)} variant="primary">
              Talk to it
            </ButtonLink>
          ) : null
        }
      />
      <PageBody width="reading">
        <ConnectionSection provider={provider} />
        <ModelsSection provider={provider} />
      </PageBody>
      <DeleteProvider provider={provider} open={isDeleting} onOpenChange={setIsDeleting} />
    </>
  );
}
