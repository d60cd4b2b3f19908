"use client";
import type { SlipwayEvent } from "@slipway/schemas/events/event";
import type { Run } from "@slipway/schemas/runs/run";
import { CodeBlock } from "#ui/code-block.tsx";

/** The run and its log, exactly as the API gives them. */
export function RawTab({ run, events }: { run: Run; events: readonly SlipwayEvent[] }) {
  return (
    <div className="flex flex-col gap-4 p-4">
      <CodeBlock label="Run" code={JSON.stringify(run, null, 2)} />
      <CodeBlock
        label={`Events (${events.length})`}
        code={events.map((event) => JSON.stringify(event)).join("\n")}
      />
    </div>
  );
}
