import { AppError } from "@slipway/schemas/errors/app-error";
import type { Page } from "@slipway/schemas/public-api/page";

/** Where the next page of a list starts, as the opaque text that callers send back. */
export function writeCursor(lastKey: string): string {
  return Buffer.from(lastKey, "utf8").toString("base64url");
}

/** Reads a cursor that we gave out. Throws `invalid_request` for one that we did not. */
export function readCursor(cursor: string): string {
  const key = Buffer.from(cursor, "base64url").toString("utf8");
  if (/^[\w-]{1,200}$/.test(key) && writeCursor(key) === cursor) return key;
  throw notOurs();
}

/** Reads the cursor of a list that is ordered by a number. */
export function readNumberCursor(cursor: string): number {
  const key = readCursor(cursor);
  if (/^\d{1,9}$/.test(key)) return Number(key);
  throw notOurs();
}

/** Makes a page of `limit` items out of `limit + 1` that were read: the one too many says that there are more. */
export function toPage<T>(items: readonly T[], limit: number, keyOf: (item: T) => string): Page<T> {
  const page = items.slice(0, limit);
  const last = page.at(-1);
  const hasMore = items.length > limit && last !== undefined;
  return { items: page, nextCursor: hasMore ? writeCursor(keyOf(last)) : null };
}

function notOurs(): AppError {
  return new AppError("invalid_request", "The cursor is not one that this list answered.", {
    details: [{ path: "cursor", message: "Send back nextCursor as it was." }],
  });
}
