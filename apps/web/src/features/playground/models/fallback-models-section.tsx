"use client";
import { FallbackModels, maxFallbackModels } from "@slipway/schemas/apps/shared-parts";
import { modelOptions } from "#lib/model-options.ts";
import { useModels } from "#lib/use-models.ts";
import { Combobox } from "#ui/combobox.tsx";
import { Field } from "#ui/field.tsx";
import type { ComboboxOption } from "#ui/group-options.ts";
import type { ConfigErrors } from "../draft-config.ts";
import { MoveButtons } from "../move-buttons.tsx";
import { type Moves, useOrderedList } from "../use-ordered-list.ts";

type FallbackModelsSectionProps = {
  /** The app's own model, which cannot stand in for itself. */
  readonly model: string;
  readonly refs: readonly string[];
  readonly errors: ConfigErrors;
  readonly onChange: (refs: string[] | undefined) => void;
};

const help = FallbackModels.meta()?.description;

/** The models that are asked when the app's own cannot answer, in their order. */
export function FallbackModelsSection({ model, refs, errors, onChange }: FallbackModelsSectionProps) {
  const models = useModels();

  const change = (next: string[]) => onChange(next.length > 0 ? next : undefined);
  /** No model twice: it would only be asked once. */
  const optionsFor = (chosen: string | null) =>
    modelOptions(models.data, chosen).filter(
      ({ value }) => value === chosen || (value !== model && !refs.includes(value)),
    );
  const { listRef, focusIn, movesOf } = useOrderedList(refs, change);
  return (
    <div className="flex flex-col gap-3">
      <p className="text-12 text-muted text-pretty">{help}</p>
      {refs.length > 0 ? (
        <ol ref={listRef} aria-label="Fallback models" className="flex flex-col gap-2">
          {refs.map((ref, at) => (
            <FallbackModel
              // biome-ignore lint/suspicious/noArrayIndexKey: as a text, the list may name a model twice.
              key={at}
              number={at + 1}
              value={ref}
              options={optionsFor(ref)}
              error={errors.get(`fallbackModels.${at}`)}
              onChange={(next) => change(refs.with(at, next))}
              moves={movesOf(at)}
              onRemove={() => {
                change(refs.toSpliced(at, 1));
                focusIn(Math.min(at, refs.length - 2), "[data-remove]");
              }}
            />
          ))}
        </ol>
      ) : null}
      {errors.get("fallbackModels") ? (
        <p role="alert" className="text-12 text-danger-text">
          {errors.get("fallbackModels")}
        </p>
      ) : null}
      {refs.length < maxFallbackModels ? (
        <Combobox
          aria-label="Add a fallback model"
          options={optionsFor(null)}
          value={null}
          onValueChange={(ref) => change([...refs, ref])}
          placeholder="Add a model…"
          searchPlaceholder="Search models…"
          emptyText={models.error?.message ?? "No other model like that"}
        />
      ) : (
        <p className="text-12 text-muted">No more than {maxFallbackModels}.</p>
      )}
    </div>
  );
}

type FallbackModelProps = {
  readonly number: number;
  readonly value: string;
  readonly options: readonly ComboboxOption[];
  readonly error: string | undefined;
  readonly onChange: (ref: string) => void;
  readonly moves: Moves;
  readonly onRemove: () => void;
};

function FallbackModel(props: FallbackModelProps) {
  const { number, value, options, error, moves, onChange, onRemove } = props;
  return (
    <li className="flex items-start gap-1">
      <Field
        label={<span className="sr-only">Fallback model {number}</span>}
        error={error}
        className="min-w-0 flex-1"
      >
        <Combobox
          options={options}
          value={value}
          onValueChange={onChange}
          searchPlaceholder="Search models…"
          emptyText="No other model like that"
        />
      </Field>
      <span className="mt-1.5 flex h-8 items-center">
        <MoveButtons name={`fallback model ${number}`} {...moves} onRemove={onRemove} />
      </span>
    </li>
  );
}
