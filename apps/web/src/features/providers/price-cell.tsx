"use client";
import type { ModelCost, ProviderModel } from "@slipway/schemas/models/model";
import { type SyntheticEvent, useState } from "react";
import { Button } from "#ui/button.tsx";
import { Field } from "#ui/field.tsx";
import { formatCost } from "#ui/format-cost.ts";
import { NumberField } from "#ui/number-field.tsx";
import { Popover } from "#ui/popover.tsx";

type PriceCellProps = {
  readonly model: ProviderModel;
  readonly onModelChange: (model: ProviderModel) => void;
};

/** What a million tokens cost. The parts belong together, so they are changed together. */
export function PriceCell({ model, onModelChange }: PriceCellProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { cost } = model;
  // What is read aloud contains what is seen, so that it can be asked for by voice.
  const shown = cost ? `${formatCost(cost.input)} / ${formatCost(cost.output)}` : "—";
  return (
    <Popover
      label={`Price of ${model.id}`}
      align="end"
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <button
          type="button"
          aria-label={`Price of ${model.id}: ${shown}${cost ? " in / out" : " unknown"}`}
          className="h-7 rounded-sm border border-transparent px-1.5 tabular-nums -outline-offset-2 hover:border-control-line pointer-coarse:h-9"
        >
          <span className={cost ? undefined : "text-faint"}>{shown}</span>
        </button>
      }
    >
      <PriceForm
        cost={cost}
        onSave={(next) => {
          const { cost: _replaced, ...rest } = model;
          onModelChange(next ? { ...rest, cost: next } : rest);
          setIsOpen(false);
        }}
      />
    </Popover>
  );
}

const parts = [
  { key: "input", label: "Input" },
  { key: "output", label: "Output" },
  { key: "cacheRead", label: "Cached input" },
  { key: "cacheWrite", label: "Cache writes" },
] as const satisfies readonly { key: keyof ModelCost; label: string }[];

type Draft = Readonly<Record<keyof ModelCost, number | null>>;

function PriceForm({
  cost,
  onSave,
}: {
  cost: ModelCost | undefined;
  onSave: (cost: ModelCost | null) => void;
}) {
  const [draft, setDraft] = useState<Draft>(
    cost ?? { input: null, output: null, cacheRead: null, cacheWrite: null },
  );
  const [isIncomplete, setIsIncomplete] = useState(false);

  function save(event: SyntheticEvent) {
    event.preventDefault();
    const { input, output, cacheRead, cacheWrite } = draft;
    if (parts.every(({ key }) => draft[key] === null)) return onSave(null);
    if (input === null || output === null) return setIsIncomplete(true);
    onSave({ input, output, cacheRead: cacheRead ?? 0, cacheWrite: cacheWrite ?? 0 });
  }
  return (
    <form onSubmit={save} className="flex flex-col gap-3">
      <p className="font-medium">US dollars per million tokens</p>
      <div className="grid grid-cols-2 gap-3">
        {parts.map(({ key, label }) => (
          <Field key={key} label={label}>
            <NumberField
              value={draft[key]}
              onValueChange={(value) => setDraft({ ...draft, [key]: value })}
              min={0}
              step={0.1}
            />
          </Field>
        ))}
      </div>
      {isIncomplete ? (
        <p role="alert" className="text-12 text-danger-text">
          Give both input and output, or leave all of them empty.
        </p>
      ) : null}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" size="sm">
          Save
        </Button>
      </div>
    </form>
  );
}
