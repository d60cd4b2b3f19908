import type { SessionLog } from "@slipway/db/events/find-log";
import { AppError } from "@slipway/schemas/errors/app-error";
import { parseCursor } from "@slipway/schemas/public-api/stream-query";
import type { RequestHeaders } from "#server/http/api-request.ts";

/** The largest number that a log can have. */
const maxSeq = 2_147_483_647;

/** The cursor of a request: `Last-Event-ID`, which a browser sends by itself when it reconnects, wins over `after`. */
export function readCursor(headers: RequestHeaders, after: string | undefined): number {
  return Math.min(parseCursor(headers.get("last-event-id") ?? after), maxSeq);
}

/** Throws `cursor_expired` when events between the cursor and what is kept are deleted. 0 starts at the oldest. */
export function requireKept(after: number, { oldestSeq }: SessionLog): void {
  if (after === 0 || after >= oldestSeq - 1) return;
  throw new AppError(
    "cursor_expired",
    `Events after ${after} are deleted: the oldest that is kept is ${oldestSeq}. Start again without a cursor.`,
    { details: { oldestSeq } },
  );
}
