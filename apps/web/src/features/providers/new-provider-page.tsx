"use client";
import { useSearchParams } from "next/navigation";
import { PageBody } from "#ui/page-body.tsx";
import { PageHeader } from "#ui/page-header.tsx";
import { freeName } from "./free-name.ts";
import { PresetGrid } from "./preset-grid.tsx";
import { ProviderForm } from "./provider-form.tsx";
import { providerPresets } from "./provider-presets.ts";
import { useProviders } from "./use-providers.ts";

/** First where the models come from, then three fields. */
export function NewProviderPage() {
  const wanted = useSearchParams().get("preset");
  const preset = providerPresets.find(({ id }) => id === wanted);
  const providers = useProviders();
  const trail = [{ label: "Providers", href: "/providers" }] as const;
  if (!preset) {
    return (
      <>
        <PageHeader trail={trail} title="Add provider" />
        <PageBody width="reading">
          <PresetGrid />
        </PageBody>
      </>
    );
  }
  const taken = providers.data?.map(({ name }) => name) ?? [];
  return (
    <>
      <PageHeader trail={trail} title={`Add ${preset.label}`} />
      <PageBody width="reading">
        {/* The suggested name needs the list; without it the server says when a name is taken. */}
        {providers.isPending ? null : (
          <ProviderForm key={preset.id} preset={preset} initialName={freeName(preset.name, taken)} />
        )}
      </PageBody>
    </>
  );
}
