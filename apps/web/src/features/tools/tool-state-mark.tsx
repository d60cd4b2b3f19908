import type { ReactNode } from "react";
import { classNames } from "#ui/class-names.ts";
import type { ToolState } from "./tool-state.ts";

const ring = { cx: 6, cy: 6, r: 4.25, fill: "none", stroke: "currentColor", strokeWidth: 1.5 } as const;
const line = { fill: "none", stroke: "currentColor", strokeWidth: 1.75, strokeLinecap: "round" } as const;

/** Shape and colour both tell the state: none of them alone has to. */
const marks: Readonly<Record<ToolState, { readonly colour: string; readonly shape: ReactNode }>> = {
  writing: {
    colour: "text-info-line",
    shape: <circle {...ring} strokeDasharray="1.6 1.74" className="origin-center animate-turn" />,
  },
  held: { colour: "text-faint", shape: <circle {...ring} /> },
  awaiting: {
    colour: "text-warning-line",
    shape: (
      <>
        <circle {...ring} />
        <circle cx="6" cy="6" r="1.75" fill="currentColor" />
      </>
    ),
  },
  decided: {
    colour: "text-muted",
    shape: (
      <>
        <circle {...ring} />
        <path d="M6 1.75a4.25 4.25 0 0 1 0 8.5z" fill="currentColor" />
      </>
    ),
  },
  running: {
    colour: "text-accent",
    shape: (
      <>
        <circle {...ring} opacity="0.25" />
        <path d="M6 1.75a4.25 4.25 0 0 1 0 8.5" {...line} className="origin-center animate-turn" />
      </>
    ),
  },
  dropped: { colour: "text-faint", shape: <path d="M2.25 6h7.5" {...line} strokeDasharray="1.5 3" /> },
  ok: { colour: "text-success-line", shape: <path d="m2.25 6.5 2.5 2.5 5-5.75" {...line} /> },
  error: { colour: "text-danger-line", shape: <path d="m2.75 2.75 6.5 6.5m0-6.5-6.5 6.5" {...line} /> },
  denied: {
    colour: "text-danger-line",
    shape: (
      <>
        <circle {...ring} />
        <path d="m3 9 6-6" {...line} strokeWidth="1.5" />
      </>
    ),
  },
  interrupted: { colour: "text-warning-line", shape: <path d="M4 2.5v7m4-7v7" {...line} strokeWidth="2" /> },
  timeout: {
    colour: "text-warning-line",
    shape: (
      <>
        <circle {...ring} />
        <path d="M6 3.75V6l1.75 1.25" {...line} strokeWidth="1.5" />
      </>
    ),
  },
};

export function ToolStateMark({ state, className = "" }: { state: ToolState; className?: string }) {
  const { colour, shape } = marks[state];
  return (
    <svg viewBox="0 0 12 12" aria-hidden="true" className={classNames("size-3 shrink-0", colour, className)}>
      {shape}
    </svg>
  );
}
