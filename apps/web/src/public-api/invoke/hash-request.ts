import { createHash } from "node:crypto";
import type { InvokeRequest } from "@slipway/schemas/public-api/invoke";

/** Tells whether two requests under one `clientMessageId` ask for the same: it does not depend on the order of keys. */
export function hashRequest({ clientMessageId: _, ...request }: InvokeRequest): string {
  return hashValue(request);
}

/** The same for values that mean the same: neither the order of keys counts, nor one without a value. */
export function hashValue(value: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(sorted(value)))
    .digest("hex");
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(
    entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)]),
  );
}
