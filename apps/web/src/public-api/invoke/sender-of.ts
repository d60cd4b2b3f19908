import type { RunSource } from "@slipway/schemas/runs/run-source";
import { actorId, type Principal } from "#server/principal.ts";

/** Who a run is said to come from. */
export function senderOf(principal: Principal): {
  readonly source: RunSource;
  /** The id of the person or key. */
  readonly userId: string;
} {
  return { source: principal.kind === "user" ? "playground" : "api", userId: actorId(principal) };
}
