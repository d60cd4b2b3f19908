"use client";
import { modelOptions } from "#lib/model-options.ts";
import { useModels } from "#lib/use-models.ts";
import { Combobox } from "#ui/combobox.tsx";

type PaneModelProps = {
  readonly letter: string;
  readonly model: string;
  readonly onChange: (model: string) => void;
};

/** The model of a pane: another one than its configuration's can be tried in its place. */
export function PaneModel({ letter, model, onChange }: PaneModelProps) {
  const models = useModels();
  return (
    <Combobox
      aria-label={`Model of pane ${letter}`}
      options={modelOptions(models.data, model)}
      value={model}
      onValueChange={onChange}
      searchPlaceholder="Search models…"
      emptyText="No model of that name"
      className="h-7! w-full"
    />
  );
}
