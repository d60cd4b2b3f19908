"use client";
import type { ProviderModel } from "@slipway/schemas/models/model";
import { abilityWords } from "#lib/describe-model.ts";
import { Popover } from "#ui/popover.tsx";
import { AbilitiesForm } from "./abilities-form.tsx";

type AbilitiesCellProps = {
  readonly model: ProviderModel;
  readonly onModelChange: (model: ProviderModel) => void;
};

/** What a model can do, in words; each is changed in a popover. */
export function AbilitiesCell({ model, onModelChange }: AbilitiesCellProps) {
  const words = abilityWords(model).join(", ");
  // What is read aloud contains what is seen, so that it can be asked for by voice.
  const shown = words || "—";
  return (
    <Popover
      label={`Abilities of ${model.id}`}
      align="end"
      trigger={
        <button
          type="button"
          aria-label={`Abilities of ${model.id}: ${shown}${words ? "" : " unknown"}`}
          title={words}
          className="h-7 max-w-full truncate rounded-sm border border-transparent px-1.5 text-left -outline-offset-2 hover:border-control-line pointer-coarse:h-9"
        >
          <span className={words ? undefined : "text-faint"}>{shown}</span>
        </button>
      }
    >
      <AbilitiesForm model={model} onModelChange={onModelChange} />
    </Popover>
  );
}
