import type { AppActivity } from "@slipway/schemas/apps/app";
import { formatCount } from "#ui/format-count.ts";

const height = 18;
const step = 4;

/** An app's runs of the last day, a bar an hour, with what failed at the foot of each. */
export function DaySparkline({ activity: { runs, failures } }: { activity: AppActivity }) {
  const total = sum(runs);
  const failed = sum(failures);
  if (total === 0) return <span className="text-faint">No runs</span>;
  const most = Math.max(...runs);
  const words = `${formatCount(total)} ${total === 1 ? "run" : "runs"}${failed > 0 ? `, ${formatCount(failed)} failed` : ""}`;
  return (
    <span className="flex items-center gap-2" title={words}>
      <svg
        role="img"
        aria-label={words}
        width={runs.length * step}
        height={height}
        className="shrink-0 overflow-visible"
      >
        {runs.map((count, hour) => {
          const tall = barOf(count, most);
          const bad = Math.min(tall, barOf(failures[hour] ?? 0, most));
          return count === 0 ? null : (
            // biome-ignore lint/suspicious/noArrayIndexKey: the hour is what a bar is.
            <g key={hour}>
              <rect
                x={hour * step}
                y={height - tall}
                width={step - 1}
                height={tall - bad}
                className="fill-accent"
              />
              <rect x={hour * step} y={height - bad} width={step - 1} height={bad} className="fill-danger" />
            </g>
          );
        })}
        <path d={`M0 ${height + 0.5}H${runs.length * step}`} className="stroke-line" />
      </svg>
      <span
        className={failed > 0 ? "text-12 text-danger-text tabular-nums" : "text-12 text-muted tabular-nums"}
      >
        {formatCount(total)}
      </span>
    </span>
  );
}

/** Anything at all is seen. */
function barOf(count: number, most: number): number {
  return count === 0 ? 0 : Math.max(2, Math.round((count / most) * height));
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
