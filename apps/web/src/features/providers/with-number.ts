import type { ProviderModel } from "@slipway/schemas/models/model";

/** The model with another number, or without it: what is unknown is left out, not stored as nothing. */
export function withNumber(
  model: ProviderModel,
  field: "contextWindow" | "maxOutputTokens",
  value: number | null,
): ProviderModel {
  const { [field]: _replaced, ...rest } = model;
  return value === null ? rest : { ...rest, [field]: Math.round(value) };
}
