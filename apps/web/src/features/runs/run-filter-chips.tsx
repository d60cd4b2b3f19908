import { X } from "lucide-react";
import { formatCost } from "#ui/format-cost.ts";
import { formatDuration } from "#ui/format-duration.ts";
import { formatSpan } from "./format-span.ts";
import type { RunFilterChanges, RunViewFilters } from "./run-view-filters.ts";
import { feedbackLabels, sourceLabels, stopReasonLabels } from "./run-words.ts";

type RunFilterChipsProps = {
  readonly filters: RunViewFilters;
  readonly onChange: (changes: RunFilterChanges) => void;
  readonly nameOf: (id: string) => string;
};

/** Filters in force that the bar itself does not show; a click takes one away. */
export function RunFilterChips({ filters, onChange, nameOf }: RunFilterChipsProps) {
  const chips = chipsOf(filters, nameOf);
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Further filters" className="flex w-full flex-wrap gap-1.5">
      {chips.map(({ label, without }) => (
        <li key={label}>
          <button
            type="button"
            aria-label={`Take away: ${label}`}
            className="inline-flex h-6 items-center gap-1 rounded-full bg-accent-fill pr-1.5 pl-2.5 text-12 text-accent-text hover:bg-selected pointer-coarse:h-9"
            onClick={() => onChange(without)}
          >
            {label}
            <X aria-hidden="true" className="size-3.5" />
          </button>
        </li>
      ))}
    </ul>
  );
}

type Chip = { readonly label: string; readonly without: RunFilterChanges };

function chipsOf(filters: RunViewFilters, nameOf: RunFilterChipsProps["nameOf"]): Chip[] {
  const { stopReason, who, source, environment, feedback, minDurationMs, minCostUsd } = filters;
  const time = timeOf(filters);
  return [
    ...(time ? [{ label: time, without: { from: null, to: null } }] : []),
    ...(stopReason
      ? [{ label: `Ended: ${stopReasonLabels[stopReason]}`, without: { stopReason: null } }]
      : []),
    ...(who ? [{ label: `Who: ${nameOf(who)}`, without: { who: null } }] : []),
    ...(source ? [{ label: `Source: ${sourceLabels[source]}`, without: { source: null } }] : []),
    ...(environment ? [{ label: `Environment: ${environment}`, without: { environment: null } }] : []),
    ...(feedback ? [{ label: `Feedback: ${feedbackLabels[feedback]}`, without: { feedback: null } }] : []),
    ...(minDurationMs
      ? [{ label: `At least ${formatDuration(minDurationMs)}`, without: { minDurationMs: null } }]
      : []),
    ...(minCostUsd ? [{ label: `At least ${formatCost(minCostUsd)}`, without: { minCostUsd: null } }] : []),
  ];
}

const moment = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

function timeOf({ from, to }: RunViewFilters): string | null {
  if (from && to) return formatSpan(Date.parse(from), Date.parse(to));
  if (from) return `Since ${moment.format(Date.parse(from))}`;
  return to ? `Before ${moment.format(Date.parse(to))}` : null;
}
