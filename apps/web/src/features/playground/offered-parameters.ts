import type { ParameterName, Parameters } from "@slipway/schemas/apps/parameters";
import type { Model } from "@slipway/schemas/models/model";
import { parameterFields } from "./config-sections.ts";
import type { FieldDescription } from "./describe-fields.ts";

export type OfferedParameters = {
  readonly fields: readonly FieldDescription[];
  /** Set, although the model does not take it: the run goes without. */
  readonly ignored: readonly { readonly key: ParameterName; readonly line: string }[];
  /** What the model does not take and nobody has set. */
  readonly absent: readonly string[];
};

/** Only what the model takes is offered. As long as nothing is known of it, everything is. */
export function offeredParameters(model: Model | undefined, values: Parameters = {}): OfferedParameters {
  if (!model) return { fields: parameterFields, ignored: [], absent: [] };
  const offered = parameterFields.filter(({ key }) => takes(model, key));
  const others = parameterFields.filter((field) => !offered.includes(field));
  const ignored = parameterFields.flatMap((field) => {
    const key = field.key as ParameterName;
    const value = values[key];
    if (value === undefined || !isIgnored(model, key, value)) return [];
    return [{ key, line: `${field.title} ${String(value)}` }];
  });
  return {
    fields: offered.map((field) => (field.key === "reasoning" ? withLevels(field, model) : field)),
    ignored,
    absent: others.filter(({ key }) => values[key as ParameterName] === undefined).map(({ title }) => title),
  };
}

function takes({ parameters }: Model, key: string): boolean {
  return parameters.some((name) => name === key);
}

function isIgnored(model: Model, key: ParameterName, value: Parameters[ParameterName]): boolean {
  if (key !== "reasoning") return !takes(model, key);
  // A model that cannot be told to reason is off already.
  if (value === "off" && !model.reasoning) return false;
  return !model.reasoningLevels.some((level) => level === value);
}

function withLevels(field: FieldDescription, { reasoningLevels }: Model): FieldDescription {
  return { ...field, control: { kind: "choice", values: reasoningLevels } };
}
