"use client";
import type { AppType } from "@slipway/schemas/apps/app-type";
import { demoModel } from "@slipway/schemas/models/demo-model";
import type { Model } from "@slipway/schemas/models/model";
import type { Route } from "next";
import Link from "next/link";
import { describeModel } from "#lib/describe-model.ts";
import { modelOptions } from "#lib/model-options.ts";
import { useModels } from "#lib/use-models.ts";
import { Combobox } from "#ui/combobox.tsx";
import { Field } from "#ui/field.tsx";

type ModelFieldProps = {
  readonly type: AppType;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (model: string) => void;
};

export function ModelField({ type, value, error, onChange }: ModelFieldProps) {
  const models = useModels();
  const chosen = models.data?.find((model) => model.ref === value);
  const isMissing = models.data !== undefined && !chosen;
  return (
    <Field
      label={<span className="sr-only">Model</span>}
      error={error ?? models.error?.message ?? (isMissing ? notAvailable : faultOf(type, chosen))}
      help={helpFor(value, chosen)}
    >
      <Combobox
        options={modelOptions(models.data, value)}
        value={value}
        onValueChange={onChange}
        searchPlaceholder="Search models…"
        emptyText="No model like that"
      />
    </Field>
  );
}

const notAvailable = "No provider offers this model now. Choose another, or add its provider.";

function faultOf(type: AppType, model: Model | undefined): string | undefined {
  if (type !== "agent" || model?.tools !== false) return undefined;
  return "This model calls no tools, so it cannot work as an agent. Choose another.";
}

/** Known of the demo without asking, so that nothing below moves when the list arrives. */
function helpFor(value: string, model: Model | undefined) {
  if (value !== demoModel.ref) return (model && describeModel(model)) || undefined;
  return (
    <>
      Plays a script without any network: good for a first try, not intelligence. Add real models in{" "}
      <Link href={"/providers" as Route} className="text-accent-text underline underline-offset-2">
        Providers
      </Link>
      .
    </>
  );
}
