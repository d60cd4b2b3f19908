import type { ToolPart } from "@slipway/schemas/messages/message";
import { isFinalStatus, type RunStatus } from "@slipway/schemas/runs/run-status";

/** Where a tool call stands, as a row shows it. */
export type ToolState =
  /** The model is still writing its arguments, or they are being looked at. */
  | "writing"
  /** Written, and held back until the calls beside it are decided. */
  | "held"
  | "awaiting"
  /** Allowed or denied; others of its turn are not yet. */
  | "decided"
  | "running"
  /** The run ended before it could start. */
  | "dropped"
  | "ok"
  | "error"
  | "denied"
  | "interrupted"
  | "timeout";

export function toolStateOf(part: ToolPart, runStatus: RunStatus | undefined): ToolState {
  if (part.state === "done") return part.outcome ?? "ok";
  if (runStatus && isFinalStatus(runStatus)) return "dropped";
  if (part.state === "awaiting") return "awaiting";
  if (part.decision) return "decided";
  if (part.input !== null) return "running";
  return runStatus === "waiting" ? "held" : "writing";
}

/** What stands at the end of the row. */
export const toolStateWords: Readonly<Record<ToolState, string>> = {
  writing: "Writing the call",
  held: "Waits for the decision",
  awaiting: "Needs a decision",
  decided: "Decided",
  running: "Running",
  dropped: "Never ran",
  ok: "Done",
  error: "Failed",
  denied: "Denied",
  interrupted: "Interrupted",
  timeout: "Timed out",
};
