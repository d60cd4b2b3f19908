"use client";
import { type SessionStore, useSession } from "#features/live/index.ts";
import { useModels } from "#lib/use-models.ts";
import { classNames } from "#ui/class-names.ts";
import { formatCount } from "#ui/format-count.ts";
import { measureBudget } from "./measure-budget.ts";

/** How full the model is, and how much of its budget the newest run has used: only what was counted. */
export function SessionMeters({ store }: { store: SessionStore }) {
  const { context, spent } = useSession(store, (view) => view.figures);
  const run = useSession(store, (view) => (spent ? view.runs.get(spent.runId) : undefined));
  const models = useModels();
  const contextWindow = models.data?.find(({ ref }) => ref === context?.model)?.contextWindow;
  const budget = run && spent ? measureBudget(run.budget, spent) : [];
  const nearest = budget[0];
  return (
    <div className="ml-auto flex shrink-0 gap-3">
      {context && contextWindow ? (
        <Meter
          label="Context"
          share={context.tokens / contextWindow}
          detail={`${formatCount(context.tokens)} of ${formatCount(contextWindow)} tokens of the model's context`}
        />
      ) : null}
      {nearest ? (
        <Meter label="Budget" share={nearest.share} detail={budget.map(({ words }) => words).join("\n")} />
      ) : null}
    </div>
  );
}

/** From here on a limit is near: the run is told so too. */
const nearShare = 0.8;

function Meter({ label, share, detail }: { label: string; share: number; detail: string }) {
  const percent = Math.min(100, Math.round(share * 100));
  const isNear = share >= nearShare;
  return (
    <span title={detail} className="flex items-center gap-1.5 tabular-nums">
      <span className={isNear ? "text-warning-text" : undefined}>
        {label} {percent === 0 && share > 0 ? "<1" : percent} %
      </span>
      <span className="sr-only">({detail})</span>
      <span aria-hidden="true" className="h-1 w-10 overflow-hidden rounded-full bg-line max-sm:hidden">
        <span
          className={classNames("block h-full", isNear ? "bg-warning-line" : "bg-control-line")}
          style={{ width: `${percent}%` }}
        />
      </span>
    </span>
  );
}
