import type { SlipwayEvent } from "@slipway/schemas/events/event";
import { TriangleAlert } from "lucide-react";
import { warningsIn } from "./warnings-in.ts";

/** What did not go as configured, in words. */
export function RunWarnings({ events }: { events: readonly SlipwayEvent[] }) {
  const warnings = warningsIn(events);
  if (warnings.length === 0) return null;
  return (
    <ul aria-label="Warnings" className="mb-4 flex flex-col gap-2 rounded-md bg-warning-fill p-2.5">
      {warnings.map((warning) => (
        <li key={warning} className="flex items-start gap-2">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warning-text" />
          <span className="min-w-0 break-words text-pretty">{warning}</span>
        </li>
      ))}
    </ul>
  );
}
