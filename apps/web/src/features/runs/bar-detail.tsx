"use client";
import type { SlipwayEvent } from "@slipway/schemas/events/event";
import { CodeBlock } from "#ui/code-block.tsx";
import { formatDuration } from "#ui/format-duration.ts";
import type { Bar } from "./build-timeline.ts";
import { textsOfBar } from "./texts-of-bar.ts";

/** What stands behind a bar: when it was, and what went in and came out. */
export function BarDetail({ bar, events }: { bar: Bar; events: readonly SlipwayEvent[] }) {
  return (
    <div className="flex flex-col gap-3">
      <p className="text-12 text-muted tabular-nums">
        From {formatDuration(bar.startMs)}{" "}
        {bar.endMs === null ? "until now" : `to ${formatDuration(bar.endMs)}`}
        {" after it was asked"}
      </p>
      {bar.note ? <p className="wrap-anywhere">{bar.note}</p> : null}
      {textsOfBar(bar, events).map(({ label, text }) => (
        <CodeBlock key={label} label={label} code={text} />
      ))}
    </div>
  );
}
