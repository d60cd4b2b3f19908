import { z } from "zod";
import type { SlipwayEvent } from "#events/event.ts";
import { idOf } from "#ids.ts";

/** Something that did not go as configured, which did not stop the run. */
export const RunWarning = z
  .object({ runId: idOf("run"), code: z.string(), message: z.string() })
  .meta({ id: "RunWarning" });
export type RunWarning = z.infer<typeof RunWarning>;

/** Adds one event of a session's log to what its runs warn of. Each thing is there once: an attempt that goes on says it again. */
export function foldWarnings(warnings: readonly RunWarning[], event: SlipwayEvent): readonly RunWarning[] {
  if (event.type !== "warning" || event.runId === null) return warnings;
  const { runId, code, message } = event;
  const isKnown = warnings.some((known) => known.runId === runId && known.message === message);
  return isKnown ? warnings : [...warnings, { runId, code, message }];
}
