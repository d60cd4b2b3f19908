"use client";
import { useModels } from "#lib/use-models.ts";
import { Combobox } from "#ui/combobox.tsx";
import { formatCount } from "#ui/format-count.ts";

type PaneModelProps = {
  readonly letter: string;
  readonly model: string;
  readonly onChange: (model: string) => void;
};

/** The model of a pane: another one than its configuration's can be tried in its place. */
export function PaneModel({ letter, model, onChange }: PaneModelProps) {
  const models = useModels().data ?? [];
  const options = models.map(({ ref, provider, contextWindow }) => ({
    value: ref,
    label: ref,
    group: provider,
    ...(contextWindow === null ? {} : { detail: `${formatCount(contextWindow / 1000)}k` }),
  }));
  const isKnown = options.some(({ value }) => value === model);
  return (
    <Combobox
      aria-label={`Model of pane ${letter}`}
      options={isKnown ? options : [{ value: model, label: model, group: "" }, ...options]}
      value={model}
      onValueChange={onChange}
      searchPlaceholder="Search models…"
      emptyText="No model of that name"
      className="h-7! w-full"
    />
  );
}
