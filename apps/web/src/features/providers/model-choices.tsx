"use client";
import type { ProviderModel } from "@slipway/schemas/models/model";
import { describeModel } from "#lib/describe-model.ts";
import { Checkbox } from "#ui/checkbox.tsx";
import { Field } from "#ui/field.tsx";
import { formatCount } from "#ui/format-count.ts";

type ModelChoicesProps = {
  readonly ids: readonly string[];
  /** What is known of them. */
  readonly details: ReadonlyMap<string, ProviderModel>;
  readonly filter: string;
  readonly chosen: ReadonlySet<string>;
  readonly onToggle: (id: string, isChosen: boolean) => void;
};

/** More lines than anybody reads; the rest is found by typing. */
const shownAtMost = 150;

export function ModelChoices({ ids, details, filter, chosen, onToggle }: ModelChoicesProps) {
  const found = ids.filter((id) =>
    `${id} ${details.get(id)?.name ?? ""}`.toLowerCase().includes(filter.toLowerCase()),
  );
  if (ids.length === 0) {
    return (
      <p className="p-3 text-muted">The endpoint lists no models. Type the id of one and press Enter.</p>
    );
  }
  if (found.length === 0) return <p className="p-3 text-muted">None of them matches.</p>;
  return (
    <ul aria-label="Models" className="grid max-h-80 overflow-y-auto p-1 sm:grid-cols-2">
      {found.slice(0, shownAtMost).map((id) => (
        <Choice
          key={id}
          id={id}
          line={describeModel(details.get(id) ?? {})}
          isChosen={chosen.has(id)}
          onToggle={onToggle}
        />
      ))}
      {found.length > shownAtMost ? (
        <li className="px-2 py-1.5 text-muted">
          {formatCount(found.length - shownAtMost)} more: type to narrow them down.
        </li>
      ) : null}
    </ul>
  );
}

type ChoiceProps = Pick<ModelChoicesProps, "onToggle"> & {
  readonly id: string;
  readonly line: string;
  readonly isChosen: boolean;
};

function Choice({ id, line, isChosen, onToggle }: ChoiceProps) {
  return (
    <li className="min-w-0 rounded-sm px-2 py-1.5 hover:bg-hover pointer-coarse:py-2.5">
      <Field
        layout="leading"
        label={
          <span className="block truncate font-mono text-12 leading-5 font-normal" title={id}>
            {id}
          </span>
        }
        help={
          line === "" ? undefined : (
            <span className="block truncate" title={line}>
              {line}
            </span>
          )
        }
      >
        <Checkbox checked={isChosen} onCheckedChange={(next) => onToggle(id, next)} />
      </Field>
    </li>
  );
}
