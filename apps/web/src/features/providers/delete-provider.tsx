"use client";
import type { App } from "@slipway/schemas/apps/app";
import type { Provider } from "@slipway/schemas/models/provider";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useApps } from "#features/apps/index.ts";
import { ConfirmDialog } from "#ui/confirm-dialog.tsx";
import { useDeleteProvider } from "./use-providers.ts";

type DeleteProviderProps = {
  readonly provider: Provider;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
};

export function DeleteProvider({ provider, open, onOpenChange }: DeleteProviderProps) {
  const router = useRouter();
  const apps = useApps({ archived: false });
  const remove = useDeleteProvider();

  function confirm() {
    remove.mutate(provider, {
      onSuccess: () => {
        toast(`${provider.name} is deleted`);
        router.push("/providers");
      },
    });
  }
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Delete ${provider.name}?`}
      description={
        <>
          Its key is deleted with it and cannot be brought back. {effectOn(apps.data, provider)} The run
          history stays.
        </>
      }
      confirmLabel="Delete provider"
      onConfirm={confirm}
      busy={remove.isPending}
      error={remove.error?.message}
    />
  );
}

/** Which apps fail from then on, as far as their newest revisions tell. */
function effectOn(apps: readonly App[] | undefined, { name }: Provider): string {
  if (!apps) return "Apps that use its models fail from then on, until another one is chosen.";
  const names = apps.filter((app) => app.model?.startsWith(`${name}/`)).map((app) => app.name);
  const [first, second] = names;
  if (first === undefined) return "No app's newest revision uses it.";
  if (second === undefined) return `${first} uses it and fails from then on, until another model is chosen.`;
  const more = names.length - 2;
  const others = more > 0 ? `, ${second} and ${more} more` : ` and ${second}`;
  return `${first}${others} use it and fail from then on, until another model is chosen.`;
}
