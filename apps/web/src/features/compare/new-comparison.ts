import { newId } from "@slipway/schemas/ids";

/** A short name that is used once: for what several panes are asked together, for a batch of cases, for a draft. */
export function newComparison(): string {
  return newId("request").slice(-10);
}
