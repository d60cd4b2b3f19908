"use client";
import { classNames } from "#ui/class-names.ts";
import { Skeleton } from "#ui/skeleton.tsx";
import { linePath, pointsPath } from "./chart-path.ts";
import type { Bucket } from "./fill-buckets.ts";
import type { Brush } from "./use-brush.ts";

type Layer = {
  readonly kind: "bars" | "line";
  /** The class that sets the text colour, which it is drawn in. */
  readonly colour: string;
  readonly isDashed?: boolean;
  readonly of: (bucket: Bucket) => number | null;
};

type RunChartProps = {
  readonly title: string;
  /** Of the bucket under the pointer, or of all. */
  readonly value: string | undefined;
  readonly note: string | undefined;
  readonly isNoteBad?: boolean;
  /** From the back to the front, all on one scale. */
  readonly layers: readonly Layer[];
  readonly buckets: readonly Bucket[];
  readonly pointed: number | null;
  readonly span: string | undefined;
  readonly brush: Brush;
  readonly isRead: boolean;
};

const heightOfAll = 100;

/** One small chart. What it shows is in words above it, so that the drawing need not be seen. */
export function RunChart(props: RunChartProps) {
  const { title, value, note, isNoteBad = false, layers, buckets, pointed, span, brush, isRead } = props;
  const highest = Math.max(0, ...layers.flatMap(({ of }) => buckets.map((bucket) => of(bucket) ?? 0)));
  const heightOf = (amount: number) => (highest > 0 ? (amount / highest) * heightOfAll : 0);
  return (
    <figure className="flex min-h-0 min-w-0 flex-col">
      <figcaption className="flex h-5 items-baseline gap-x-2 overflow-hidden whitespace-nowrap tabular-nums max-sm:h-10 max-sm:flex-col">
        <span className="text-12 text-muted">{title}</span>
        {isRead ? (
          <>
            <span className="font-medium">{value}</span>
            <span
              className={classNames("text-12 max-sm:hidden", isNoteBad ? "text-danger-text" : "text-muted")}
            >
              {note}
            </span>
          </>
        ) : (
          <Skeleton className="h-3.5 w-16 self-center" />
        )}
      </figcaption>
      <div className="relative min-h-0 flex-1 cursor-crosshair touch-pan-y select-none" {...brush.handlers}>
        <svg
          aria-hidden="true"
          viewBox={`0 0 ${Math.max(1, buckets.length)} ${heightOfAll}`}
          preserveAspectRatio="none"
          className="absolute inset-0 size-full overflow-visible"
        >
          {brush.range ? (
            <rect
              x={brush.range.first}
              width={brush.range.last - brush.range.first + 1}
              height={heightOfAll}
              className="fill-current text-accent-fill"
            />
          ) : null}
          {pointed !== null && !brush.range ? (
            <rect x={pointed} width={1} height={heightOfAll} className="fill-current text-selected" />
          ) : null}
          {layers.map((layer, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the layers of a chart never change order.
            <g key={index} className={layer.colour}>
              {layer.kind === "line" ? (
                <Line
                  isDashed={layer.isDashed ?? false}
                  heights={buckets
                    .map(layer.of)
                    .map((amount) => (amount === null ? null : heightOfAll - heightOf(amount)))}
                />
              ) : (
                buckets.map((bucket, place) => {
                  const amount = layer.of(bucket) ?? 0;
                  // Little is not nothing: it stays to be seen.
                  const height = amount > 0 ? Math.max(4, heightOf(amount)) : 0;
                  return (
                    <rect
                      key={bucket.at}
                      x={place + 0.1}
                      y={heightOfAll - height}
                      width={0.8}
                      height={height}
                      fill="currentColor"
                    />
                  );
                })
              )}
            </g>
          ))}
        </svg>
        <div className="absolute inset-x-0 bottom-0 h-px bg-line" />
      </div>
      <p className="mt-1 h-4 truncate text-12 leading-4 text-faint max-sm:hidden">{span}</p>
    </figure>
  );
}

type LineProps = { readonly heights: readonly (number | null)[]; readonly isDashed: boolean };

function Line({ heights, isDashed }: LineProps) {
  const shared = {
    fill: "none",
    stroke: "currentColor",
    strokeLinecap: "round",
    strokeLinejoin: "round",
    vectorEffect: "non-scaling-stroke",
  } as const;
  return (
    <>
      <path
        d={linePath(heights)}
        strokeWidth={1.5}
        strokeDasharray={isDashed ? "1 3" : undefined}
        {...shared}
      />
      <path d={pointsPath(heights)} strokeWidth={5} {...shared} />
    </>
  );
}
