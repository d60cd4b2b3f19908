import { formatDuration } from "#ui/format-duration.ts";
import type { StepsSummary } from "./group-parts.ts";

/** What folded work was: "5 steps · 12 s". There are two at least: one call is not folded. */
export function StepsWords({ summary: { steps, durationMs, failed } }: { readonly summary: StepsSummary }) {
  return (
    <span className="tabular-nums">
      {steps} steps · {formatDuration(durationMs)}
      {failed > 0 ? <span className="text-danger-text"> · {failed} not done</span> : null}
    </span>
  );
}
