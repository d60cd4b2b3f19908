import type { Model } from "@slipway/schemas/models/model";
import type { ComboboxOption } from "#ui/group-options.ts";
import { abilityWords, contextWords, priceWords } from "./describe-model.ts";

/**
 * What a picker of models offers: each with what is known of it. The chosen one is among them also where no provider offers
 * it now; while the list is on its way (undefined), it alone is.
 */
export function modelOptions(
  models: readonly Model[] | undefined,
  chosen: string | null,
): readonly ComboboxOption[] {
  const options = (models ?? []).map(toOption);
  if (chosen === null || options.some(({ value }) => value === chosen)) return options;
  const missing = { value: chosen, label: chosen };
  return [models ? { ...missing, group: "Not available" } : missing, ...options];
}

function toOption(model: Model): ComboboxOption {
  if (model.demo) return { value: model.ref, label: model.name, group: "Built in", detail: "offline" };
  const context = contextWords(model);
  const name = model.name === model.id ? [] : [model.name];
  const note = [...name, ...[priceWords(model) ?? []].flat(), ...abilityWords(model)].join(" · ");
  return {
    value: model.ref,
    label: model.ref,
    group: model.provider,
    ...(context === undefined ? {} : { detail: context }),
    ...(note === "" ? {} : { note }),
  };
}
