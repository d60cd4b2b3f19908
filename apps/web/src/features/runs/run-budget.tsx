import type { SlipwayEvent } from "@slipway/schemas/events/event";
import { foldFigures, noFigures } from "@slipway/schemas/events/fold-figures";
import type { Run } from "@slipway/schemas/runs/run";
import { type BudgetShare, measureBudget } from "#features/conversation/index.ts";
import { classNames } from "#ui/class-names.ts";

type RunBudgetProps = { readonly run: Run; readonly events: readonly SlipwayEvent[] };

/** How much of each limit the run has used, the nearest to its end first. */
export function RunBudget({ run, events }: RunBudgetProps) {
  const { spent } = events.reduce(foldFigures, noFigures);
  const shares = spent ? measureBudget(run.budget, spent) : [];
  if (shares.length === 0) return null;
  return (
    <ul aria-label="Budget" className="flex flex-wrap gap-x-6 gap-y-1.5 text-12 text-muted tabular-nums">
      {shares.map((share) => (
        <Share key={share.words} {...share} />
      ))}
    </ul>
  );
}

/** From here on a limit is near: the run is told so too. */
const nearShare = 0.8;

function Share({ share, words }: BudgetShare) {
  const isNear = share >= nearShare;
  return (
    <li className={classNames("flex items-center gap-2", isNear && "text-warning-text")}>
      <span aria-hidden="true" className="h-1 w-12 overflow-hidden rounded-full bg-line">
        <span
          className={classNames("block h-full", isNear ? "bg-warning-line" : "bg-control-line")}
          style={{ width: `${Math.min(100, share * 100)}%` }}
        />
      </span>
      {words}
    </li>
  );
}
