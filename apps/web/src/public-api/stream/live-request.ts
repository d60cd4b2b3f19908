import { AppError } from "@slipway/schemas/errors/app-error";
import { parseCursor } from "@slipway/schemas/public-api/stream-query";
import { type LiveCursor, parseLiveCursor } from "#public-api/stream/live-cursor.ts";

/** What `GET /live` is asked for. */
export type LiveRequest = {
  /** Each session, and the event after which it begins. */
  readonly sessions: LiveCursor;
  readonly hasRuns: boolean;
  /** Those of all projects. */
  readonly hasAllRuns: boolean;
  readonly hasApprovals: boolean;
};

type LiveQuery = {
  readonly sessions?: string | undefined;
  readonly topics?: string | undefined;
  readonly after?: string | undefined;
};

const topics: ReadonlySet<string> = new Set(["runs", "approvals", "all-runs"]);
const maxSeq = 2_147_483_647;

/** Reads sessions (`ses_…`, or `ses_…@17` to begin after event 17), topics and the cursor. Throws `invalid_request`. */
export function readLiveRequest(query: LiveQuery, lastEventId: string | null): LiveRequest {
  const begins = new Map(
    split(query.sessions).map((item) => {
      const [sessionId = "", after] = item.split("@", 2);
      return [sessionId, Math.min(parseCursor(after), maxSeq)] as const;
    }),
  );
  const wanted = split(query.topics);
  const unknown = wanted.find((topic) => !topics.has(topic));
  if (unknown !== undefined)
    throw invalid("topics", `There is no topic ${unknown}; there are: ${[...topics].join(", ")}.`);
  if (begins.size === 0 && wanted.length === 0)
    throw invalid("sessions", "Name sessions or topics to follow.");
  const seen = parseLiveCursor(lastEventId ?? query.after ?? "", [...begins.keys()]);
  const sessions = new Map([...begins].map(([id, after]) => [id, Math.max(after, seen.get(id) ?? 0)]));
  return {
    sessions,
    hasRuns: wanted.includes("runs"),
    hasAllRuns: wanted.includes("all-runs"),
    hasApprovals: wanted.includes("approvals"),
  };
}

function split(list: string | undefined): string[] {
  return (list ?? "").split(",").filter(Boolean);
}

function invalid(path: string, message: string): AppError {
  return new AppError("invalid_request", `The request is not valid. ${path}: ${message}`, {
    details: [{ path, message }],
  });
}
