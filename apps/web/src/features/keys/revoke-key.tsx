"use client";
import type { ApiKey } from "@slipway/schemas/public-api/key";
import { toast } from "sonner";
import { ConfirmDialog } from "#ui/confirm-dialog.tsx";
import { useRevokeKey } from "./use-keys.ts";

type RevokeKeyProps = { readonly apiKey: ApiKey; readonly onClose: () => void };

export function RevokeKey({ apiKey, onClose }: RevokeKeyProps) {
  const revoke = useRevokeKey();

  function confirm() {
    revoke.mutate(apiKey, {
      onSuccess: () => {
        toast(`${apiKey.name} is revoked`);
        onClose();
      },
    });
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={`Revoke ${apiKey.name}?`}
      description={
        <>
          Whatever uses <span className="font-mono text-12">{apiKey.preview}</span> is refused from now on.
          Runs that it started go on. This can't be taken back.
        </>
      }
      confirmLabel="Revoke key"
      onConfirm={confirm}
      busy={revoke.isPending}
      error={revoke.error?.message}
    />
  );
}
