import { formatCost } from "#ui/format-cost.ts";
import { formatCount } from "#ui/format-count.ts";
import { formatDuration } from "#ui/format-duration.ts";
import type { ChatFigures } from "./build-trace-tree.ts";

/** `1,200 → 40 · $0.0042`: what a model call took, where the span says so. */
export function spanFigures(chat: ChatFigures | null): string | null {
  if (!chat) return null;
  const { inputTokens, outputTokens, costUsd } = chat;
  const parts = [
    inputTokens !== null && outputTokens !== null
      ? `${formatCount(inputTokens)} → ${formatCount(outputTokens)}`
      : null,
    costUsd !== null ? formatCost(costUsd) : null,
  ];
  return parts.filter((part) => part !== null).join(" · ") || null;
}

/** As elsewhere, but spans can be far shorter than a millisecond: `0.08 ms`. */
export function formatSpanDuration(ms: number): string {
  if (ms <= 0 || ms >= 10) return formatDuration(ms);
  return `${ms.toFixed(ms < 1 ? 2 : 1)} ms`;
}
