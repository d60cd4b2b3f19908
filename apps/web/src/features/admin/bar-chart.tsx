"use client";
import { useId } from "react";

export type BarPart = { readonly name: string; readonly value: number; readonly className: string };
export type Bar = {
  readonly key: string;
  /** When: shown while the pointer is over it. */
  readonly label: string;
  /** From the bottom up. */
  readonly parts: readonly BarPart[];
};

type BarChartProps = {
  readonly title: string;
  /** What the chart shows, in a sentence: for those who don't see it. */
  readonly summary: string;
  readonly bars: readonly Bar[];
  readonly format: (value: number) => string;
  /** At the left and at the right end of the time axis. */
  readonly ends: readonly [string, string];
};

const height = 96;

/** Values over time as stacked bars. */
export function BarChart({ title, summary, bars, format, ends }: BarChartProps) {
  const titleId = useId();
  const most = Math.max(0, ...bars.map(totalOf));
  return (
    <figure aria-labelledby={titleId} className="flex min-w-0 flex-col gap-2">
      <figcaption className="flex items-baseline justify-between gap-2">
        <span id={titleId} className="text-13 font-medium">
          {title}
        </span>
        <span className="text-12 text-faint tabular-nums">
          {most > 0 ? `Peak ${format(most)}` : "Nothing yet"}
        </span>
      </figcaption>
      <svg
        role="img"
        aria-label={summary}
        viewBox={`0 0 ${bars.length * 10} ${height}`}
        preserveAspectRatio="none"
        className="h-24 w-full border-b border-line"
      >
        {bars.map((bar, index) => (
          <g key={bar.key} className="[&:hover>rect:first-child]:fill-hover">
            <rect x={index * 10} y={0} width={10} height={height} className="fill-transparent" />
            <title>{wordsOf(bar, format)}</title>
            {stack(bar, most).map((part) => (
              <rect
                key={part.name}
                x={index * 10 + 1}
                width={8}
                y={height - part.top}
                height={part.size}
                className={part.className}
              />
            ))}
          </g>
        ))}
      </svg>
      <div aria-hidden="true" className="flex justify-between text-12 text-faint tabular-nums">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </div>
    </figure>
  );
}

function totalOf({ parts }: Bar): number {
  return parts.reduce((sum, { value }) => sum + value, 0);
}

function wordsOf(bar: Bar, format: (value: number) => string): string {
  const parts = bar.parts
    .filter(({ value }) => value > 0)
    .map(({ name, value }) => `${name} ${format(value)}`);
  return `${bar.label}: ${parts.length > 0 ? parts.join(", ") : "nothing"}`;
}

/** Where each part stands. One that is there at all can be seen. */
function stack({ parts }: Bar, most: number): (BarPart & { top: number; size: number })[] {
  let top = 0;
  return parts.flatMap((part) => {
    if (part.value <= 0 || most <= 0) return [];
    const size = Math.max(1.5, (part.value / most) * height);
    top = Math.min(height, top + size);
    return [{ ...part, top, size }];
  });
}
