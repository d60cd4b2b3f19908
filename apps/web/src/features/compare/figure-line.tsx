import { classNames } from "#ui/class-names.ts";
import type { Figure } from "./compare-figures.ts";

/** Figures of a run, each with how it stands to the first one. */
export function FigureLine({ figures, className }: { figures: readonly Figure[]; className?: string }) {
  return (
    <dl className={classNames("flex flex-wrap gap-x-3 gap-y-0.5 text-12 tabular-nums", className)}>
      {figures.map(({ label, value, difference, isBetter }) => (
        <div key={label} className="flex items-baseline gap-1" title={label}>
          <dt className="sr-only">{label}</dt>
          <dd>{value}</dd>
          {difference ? (
            <dd className={isBetter ? "text-success-text" : "text-muted"}>
              <span className="sr-only">compared with A: </span>
              {difference}
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
}
