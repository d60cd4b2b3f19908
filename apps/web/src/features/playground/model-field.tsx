"use client";
import { demoModel } from "@slipway/schemas/models/demo-model";
import type { Model } from "@slipway/schemas/models/model";
import type { Route } from "next";
import Link from "next/link";
import { useModels } from "#lib/use-models.ts";
import { Combobox } from "#ui/combobox.tsx";
import { Field } from "#ui/field.tsx";
import { formatCount } from "#ui/format-count.ts";

type ModelFieldProps = {
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (model: string) => void;
};

export function ModelField({ value, error, onChange }: ModelFieldProps) {
  const models = useModels();
  const items = models.data ?? [];
  const isKnown = models.data === undefined || items.some((model) => model.ref === value);
  const options = items.map((model) => ({
    value: model.ref,
    label: model.demo ? model.name : model.ref,
    group: model.demo ? "Built in" : model.provider,
    ...detailOf(model),
  }));
  const missing = isKnown ? [] : [{ value, label: value, group: "Not available" }];
  return (
    <Field
      label={<span className="sr-only">Model</span>}
      error={error ?? models.error?.message ?? (isKnown ? undefined : notAvailable)}
      help={helpFor(value)}
    >
      <Combobox
        options={models.data ? [...missing, ...options] : [{ value, label: value }]}
        value={value}
        onValueChange={onChange}
        searchPlaceholder="Search models…"
        emptyText="No model of that name"
      />
    </Field>
  );
}

const notAvailable = "No provider offers this model now. Choose another, or add its provider.";

/** Known without asking, so that nothing below moves when the list arrives. */
function helpFor(value: string) {
  if (value !== demoModel.ref) return undefined;
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

function detailOf(model: Model): { detail?: string } {
  if (model.demo) return { detail: "offline" };
  return model.contextWindow === null
    ? {}
    : { detail: `${formatCount(model.contextWindow / 1000)}k context` };
}
