import type { Model, ProviderModel } from "@slipway/schemas/models/model";
import { formatCost } from "#ui/format-cost.ts";

type Facts = {
  readonly contextWindow?: number | null | undefined;
  readonly cost?: ProviderModel["cost"] | null;
  readonly reasoning?: boolean | undefined;
  readonly vision?: boolean | null | undefined;
  readonly tools?: boolean | null | undefined;
  readonly structuredOutput?: boolean | null | undefined;
};

/** `200k`, `1M`: how much a model reads at once. Undefined: unknown. */
export function contextWords({ contextWindow }: Facts): string | undefined {
  if (contextWindow === null || contextWindow === undefined) return undefined;
  if (contextWindow < 1_000) return `${contextWindow}`;
  const thousands = Math.round(contextWindow / 1_000);
  return thousands < 1_000 ? `${thousands}k` : `${Math.round(contextWindow / 100_000) / 10}M`;
}

/** What a million tokens cost, in and out. Undefined: unknown. */
export function priceWords({ cost }: Facts): string | undefined {
  return cost ? `${formatCost(cost.input)} / ${formatCost(cost.output)}` : undefined;
}

/** What is known that it can do. */
export function abilityWords({ reasoning, vision, tools, structuredOutput }: Facts): string[] {
  return [
    reasoning ? "reasons" : "",
    vision ? "sees pictures" : "",
    tools ? "calls tools" : "",
    structuredOutput ? "keeps to a schema" : "",
  ].filter((word) => word !== "");
}

/** All that is known of a model in one line; empty when nothing is. */
export function describeModel(model: Facts | Model): string {
  const context = contextWords(model);
  const price = priceWords(model);
  return [
    ...(context === undefined ? [] : [`${context} context`]),
    ...(price === undefined ? [] : [`${price} per million tokens`]),
    ...abilityWords(model),
  ].join(" · ");
}
