"use client";
import type { ApiKey } from "@slipway/schemas/public-api/key";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { LoadProblem } from "#lib/load-problem.tsx";
import { Button } from "#ui/button.tsx";
import { ButtonLink } from "#ui/button-link.tsx";
import { EmptyState } from "#ui/empty-state.tsx";
import { PageBody } from "#ui/page-body.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { TableSkeleton } from "#ui/table-skeleton.tsx";
import { CreateKeyDialog } from "./create-key-dialog.tsx";
import { KeyTable } from "./key-table.tsx";
import { RevokeKey } from "./revoke-key.tsx";
import { useKeys } from "./use-keys.ts";

/** The keys with which programs call this project. */
export function KeysPage() {
  const keys = useKeys();
  const [isCreating, setIsCreating] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  const newKey = (
    <Button variant="primary" onClick={() => setIsCreating(true)}>
      New key
    </Button>
  );
  return (
    <>
      <PageHeader title="API keys" action={keys.data?.length === 0 ? null : newKey} />
      <PageBody busy={keys.isPending}>
        {keys.isPending ? <TableSkeleton rows={3} comfortable /> : null}
        {keys.isError && !keys.data ? (
          <LoadProblem
            what="The keys"
            error={keys.error}
            onRetry={() => void keys.refetch()}
            retrying={keys.isFetching}
          />
        ) : null}
        {keys.data?.length === 0 ? (
          <EmptyState
            icon={<KeyRound />}
            title="No key yet"
            description="A key lets a program call this project's apps over HTTP, as the API reference tells."
            action={
              <>
                {newKey}
                <ButtonLink href="/docs/api">API reference</ButtonLink>
              </>
            }
          />
        ) : null}
        {keys.data && keys.data.length > 0 ? <KeyTable keys={keys.data} onRevoke={setRevoking} /> : null}
      </PageBody>
      <CreateKeyDialog open={isCreating} onOpenChange={setIsCreating} />
      {revoking ? <RevokeKey apiKey={revoking} onClose={() => setRevoking(null)} /> : null}
    </>
  );
}
