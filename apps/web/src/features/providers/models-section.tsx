"use client";
import type { ProviderModel } from "@slipway/schemas/models/model";
import type { Provider } from "@slipway/schemas/models/provider";
import { useState } from "react";
import { useUrlState } from "#lib/use-url-state.ts";
import { Button } from "#ui/button.tsx";
import { Section } from "#ui/section.tsx";
import { ModelChooser } from "./model-chooser.tsx";
import { ModelTable } from "./model-table.tsx";
import { useUpdateProvider } from "./use-providers.ts";

/** Which models apps can use, and what is known of each. */
export function ModelsSection({ provider }: { provider: Provider }) {
  const [choosing, setChoosing] = useUrlState("choose");
  const update = useUpdateProvider();
  const isChoosing = choosing !== "";
  // The chooser takes the place of its button: the focus goes back to it.
  const [hasChosen, setHasChosen] = useState(false);

  function finishChoosing() {
    setHasChosen(true);
    setChoosing(null);
  }

  function save(models: ProviderModel[]) {
    update.mutate({ provider, change: { models } });
  }
  return (
    <Section
      title="Models"
      description="Filled in from what the endpoint and a catalogue tell, and yours to correct. What is left empty is unknown. Without a price, runs show no cost."
      action={
        isChoosing ? null : (
          <Button
            variant={provider.models.length === 0 ? "primary" : "secondary"}
            autoFocus={hasChosen}
            onClick={() => setChoosing("1")}
          >
            Choose models
          </Button>
        )
      }
    >
      {isChoosing ? (
        <ModelChooser
          provider={provider}
          onChosen={(models) => {
            save(models);
            finishChoosing();
          }}
          onCancel={finishChoosing}
        />
      ) : null}
      {update.error ? (
        <p role="alert" className="text-danger-text">
          Not saved: {update.error.message}
        </p>
      ) : null}
      {provider.models.length > 0 ? <ModelTable provider={provider} onModelsChange={save} /> : null}
      {provider.models.length === 0 && !isChoosing ? (
        <p className="text-muted">No model is chosen yet, so no app can use this provider.</p>
      ) : null}
    </Section>
  );
}
