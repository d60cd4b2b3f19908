import type { RunSource } from "@slipway/schemas/runs/run-source";
import type { Principal } from "#server/principal.ts";

/** Who a run is said to come from. */
export function senderOf(principal: Principal): {
  readonly source: RunSource;
  readonly userId: string | null;
} {
  return principal.kind === "user"
    ? { source: "playground", userId: principal.userId }
    : { source: "api", userId: null };
}
