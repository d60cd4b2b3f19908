import type { RunStatus } from "@slipway/schemas/runs/run-status";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { runStatusLabels } from "./run-status-labels.ts";

const ring = { cx: 6, cy: 6, r: 4.25, fill: "none", stroke: "currentColor", strokeWidth: 1.5 } as const;

/** Shape and colour both tell the status: none of them alone has to. */
const shapes: Record<RunStatus, { colour: string; shape: ReactNode }> = {
  queued: { colour: "text-faint", shape: <circle {...ring} /> },
  starting: { colour: "text-info-line", shape: <circle {...ring} strokeDasharray="1.6 1.74" /> },
  running: {
    colour: "text-accent",
    shape: (
      <>
        <circle {...ring} opacity="0.25" />
        <path
          d="M6 1.75a4.25 4.25 0 0 1 0 8.5"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinecap="round"
          className="origin-center animate-turn"
        />
      </>
    ),
  },
  waiting: {
    colour: "text-warning-line",
    shape: (
      <>
        <circle {...ring} />
        <circle cx="6" cy="6" r="1.75" fill="currentColor" />
      </>
    ),
  },
  completed: { colour: "text-success-line", shape: <circle cx="6" cy="6" r="4" fill="currentColor" /> },
  failed: {
    colour: "text-danger-line",
    shape: (
      <path
        d="m2.75 2.75 6.5 6.5m0-6.5-6.5 6.5"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
      />
    ),
  },
  cancelled: {
    colour: "text-faint",
    shape: <path d="M2.25 6h7.5" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
  },
};

type StatusDotProps = {
  readonly status: RunStatus;
  /** Writes the status beside the shape; without it the words are there for screen readers and on hover. */
  readonly showLabel?: boolean;
  readonly className?: string;
};

export function StatusDot({ status, showLabel = false, className }: StatusDotProps) {
  const { colour, shape } = shapes[status];
  const label = runStatusLabels[status];
  return (
    <span
      className={classNames("inline-flex h-5 max-w-full items-center gap-2 align-top", className)}
      {...(showLabel ? {} : { title: label })}
    >
      <svg viewBox="0 0 12 12" aria-hidden="true" className={classNames("size-3 shrink-0", colour)}>
        {shape}
      </svg>
      <span className={showLabel ? "truncate" : "sr-only"}>{label}</span>
    </span>
  );
}
