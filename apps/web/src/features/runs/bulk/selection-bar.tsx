"use client";
import type { Run } from "@slipway/schemas/runs/run";
import { isFinalStatus } from "@slipway/schemas/runs/run-status";
import { RotateCcw, Square, X } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "#ui/button.tsx";
import { ConfirmDialog } from "#ui/confirm-dialog.tsx";
import { formatCost } from "#ui/format-cost.ts";
import { formatCount } from "#ui/format-count.ts";
import { IconButton } from "#ui/icon-button.tsx";
import type { RunViewFilters } from "../run-view-filters.ts";
import { readMatchingRuns } from "./read-matching-runs.ts";
import { RefusedRuns } from "./refused-runs.tsx";
import { addRuns, mostSelected, nothingSelected, type RunSelection } from "./run-selection.ts";
import { useBulkAction } from "./use-bulk-action.ts";

type SelectionBarProps = {
  readonly runs: readonly Run[];
  readonly filters: RunViewFilters;
  /** All that the list has read are chosen, and there may be more. */
  readonly canSelectAll: boolean;
  readonly onSelect: (selection: RunSelection) => void;
};

/** What can be done with the chosen runs at once. */
export function SelectionBar({ runs, filters, canSelectAll, onSelect }: SelectionBarProps) {
  const bulk = useBulkAction();
  const [asksToRetry, setAsksToRetry] = useState(false);
  const [isReading, setIsReading] = useState(false);
  const open = runs.filter((run) => !isFinalStatus(run.status));
  const ended = runs.filter((run) => isFinalStatus(run.status));
  const isBusy = bulk.progress !== null;

  async function act(action: "cancel" | "retry", chosen: readonly Run[]) {
    setAsksToRetry(false);
    const outcomes = await bulk.run(
      action,
      chosen.map(({ id }) => id),
    );
    // What could not be done stays chosen.
    const done = new Set(outcomes.flatMap((each) => (each.outcome === "refused" ? [] : [each.runId])));
    onSelect(
      addRuns(
        nothingSelected,
        runs.filter(({ id }) => !done.has(id)),
      ),
    );
  }
  async function selectAll() {
    setIsReading(true);
    try {
      const found = await readMatchingRuns(filters);
      onSelect(addRuns(nothingSelected, found.runs));
      if (found.hasMore) toast(`The newest ${formatCount(mostSelected)} are selected: no more at once.`);
    } catch (error) {
      const description = error instanceof Error ? error.message : undefined;
      toast.error("Not all could be selected", { description });
    } finally {
      setIsReading(false);
    }
  }
  return (
    <>
      {runs.length > 0 ? (
        <section
          aria-label="Selected runs"
          className="absolute inset-x-0 bottom-3 z-20 mx-auto flex w-fit max-w-[calc(100%-24px)] flex-wrap items-center justify-center gap-2 rounded-md bg-raised py-1.5 pr-1.5 pl-3 shadow-float"
        >
          <p aria-live="polite" className="tabular-nums">
            {bulk.progress
              ? `${bulk.progress.action === "retry" ? "Retrying" : "Cancelling"} ${formatCount(bulk.progress.done)} of ${formatCount(bulk.progress.all)}…`
              : `${formatCount(runs.length)} selected`}
          </p>
          {canSelectAll && !isBusy ? (
            <Button variant="ghost" size="sm" loading={isReading} onClick={() => void selectAll()}>
              Select all that match
            </Button>
          ) : null}
          <Button size="sm" disabled={isBusy || open.length === 0} onClick={() => void act("cancel", open)}>
            <Square aria-hidden="true" className="fill-current" />
            Cancel {formatCount(open.length)}
          </Button>
          <Button
            size="sm"
            disabled={isBusy || ended.length === 0}
            onClick={() => (ended.length > 1 ? setAsksToRetry(true) : void act("retry", ended))}
          >
            <RotateCcw aria-hidden="true" />
            Retry {formatCount(ended.length)}
          </Button>
          <IconButton
            label="Select none"
            icon={<X />}
            shortcut="escape"
            tooltipSide="top"
            disabled={isBusy}
            onClick={() => onSelect(nothingSelected)}
          />
        </section>
      ) : null}
      <ConfirmDialog
        open={asksToRetry}
        onOpenChange={setAsksToRetry}
        danger={false}
        title={`Retry ${formatCount(ended.length)} runs?`}
        description={costOf(ended)}
        confirmLabel={`Retry ${formatCount(ended.length)} runs`}
        onConfirm={() => void act("retry", ended)}
      />
      <RefusedRuns sum={bulk.refused} onClose={bulk.forget} />
    </>
  );
}

/** What a retry is likely to cost: what the answers cost before. */
function costOf(runs: readonly Run[]): string {
  const known = runs.filter(({ costUsd }) => costUsd !== null);
  const sum = known.reduce((total, { costUsd }) => total + (costUsd ?? 0), 0);
  const unknown = runs.length - known.length;
  const cost =
    unknown === runs.length
      ? "What they cost is not known."
      : `They cost ${formatCost(sum)} before${unknown > 0 ? `, not counting ${formatCount(unknown)} of unknown price` : ""}.`;
  return `Each asks its model again, and calls tools again. ${cost} A run that others of its session came after is left alone.`;
}
