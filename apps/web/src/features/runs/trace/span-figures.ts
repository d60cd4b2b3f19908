import type { OutlinedSpan } from "@slipway/schemas/traces/trace-outline";
import { formatCost } from "#ui/format-cost.ts";
import { formatCount } from "#ui/format-count.ts";
import { formatDuration } from "#ui/format-duration.ts";

/** `1,200 → 40 · $0.0042`: what a model call took, where the span says so. */
export function spanFigures({ attributes }: Pick<OutlinedSpan, "attributes">): string | null {
  const input = attributes["gen_ai.usage.input_tokens"];
  const output = attributes["gen_ai.usage.output_tokens"];
  const cost = attributes["gen_ai.usage.cost"];
  const parts = [
    typeof input === "number" && typeof output === "number"
      ? `${formatCount(input)} → ${formatCount(output)}`
      : null,
    typeof cost === "number" ? formatCost(cost) : null,
  ];
  return parts.filter((part) => part !== null).join(" · ") || null;
}

/** As elsewhere, but spans can be far shorter than a millisecond: `0.08 ms`. */
export function formatSpanDuration(ms: number): string {
  if (ms <= 0 || ms >= 10) return formatDuration(ms);
  return `${ms.toFixed(ms < 1 ? 2 : 1)} ms`;
}
