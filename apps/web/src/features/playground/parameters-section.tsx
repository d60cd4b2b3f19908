"use client";
import type { Parameters } from "@slipway/schemas/apps/parameters";
import { TriangleAlert } from "lucide-react";
import { useModels } from "#lib/use-models.ts";
import { Button } from "#ui/button.tsx";
import type { ConfigErrors } from "./draft-config.ts";
import { FieldsForm } from "./fields-form.tsx";
import { type OfferedParameters, offeredParameters } from "./offered-parameters.ts";

type ParametersSectionProps = {
  readonly model: string;
  readonly values: Parameters | undefined;
  readonly errors: ConfigErrors;
  readonly onChange: (values: Parameters | undefined) => void;
};

/** How the model writes: what the chosen one takes. What was set for another is said, not hidden. */
export function ParametersSection({ model, values, errors, onChange }: ParametersSectionProps) {
  const models = useModels();
  const known = models.data?.find(({ ref }) => ref === model);
  const { fields, ignored, absent } = offeredParameters(known, values);

  function remove() {
    const dropped = new Set<string>(ignored.map(({ key }) => key));
    const kept = Object.entries(values ?? {}).filter(([key]) => !dropped.has(key));
    onChange(kept.length > 0 ? Object.fromEntries(kept) : undefined);
  }
  return (
    <div className="flex flex-col gap-4">
      {ignored.length > 0 ? <Ignored model={model} ignored={ignored} onRemove={remove} /> : null}
      <FieldsForm
        // What a field shows while it is typed in starts anew when the model takes other fields.
        key={fields.map(({ key }) => key).join(" ")}
        fields={fields}
        at="parameters"
        values={values}
        errors={errors}
        placeholder="Model's own"
        onChange={onChange}
      />
      {absent.length > 0 ? (
        <p className="text-12 text-muted text-pretty">This model does not take: {absent.join(", ")}.</p>
      ) : null}
    </div>
  );
}

type IgnoredProps = Pick<OfferedParameters, "ignored"> & {
  readonly model: string;
  readonly onRemove: () => void;
};

function Ignored({ model, ignored, onRemove }: IgnoredProps) {
  return (
    <div role="status" className="flex items-start gap-2 rounded-md bg-warning-fill p-2.5">
      <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warning-text" />
      <div className="flex min-w-0 flex-1 flex-col items-start gap-2">
        <p className="text-pretty">
          <span className="font-mono text-12 break-all">{model}</span> does not take{" "}
          {ignored.map(({ line }) => line).join(", ")}: runs go on without{" "}
          {ignored.length === 1 ? "it" : "them"}.
        </p>
        <Button size="sm" onClick={onRemove}>
          Remove
        </Button>
      </div>
    </div>
  );
}
