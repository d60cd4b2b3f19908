import { findSessionLogs } from "@slipway/db/events/find-log";
import { AppError } from "@slipway/schemas/errors/app-error";
import { readCursor, requireKept } from "#public-api/stream/cursor.ts";
import { eventStream } from "#public-api/stream/event-stream.ts";
import type { LiveServices } from "#public-api/stream/live-services.ts";
import type { Answer } from "#server/answers.ts";
import type { ApiRequest } from "#server/http/api-request.ts";

type StreamSession = {
  readonly request: ApiRequest;
  readonly projectId: string;
  readonly sessionId: string;
  /** `?after=` as it was sent. */
  readonly after: string | undefined;
};

/** A session's log from the cursor on; it stays open across runs. */
export async function streamSession(
  { db, hub }: LiveServices,
  { request, projectId, sessionId, after: given }: StreamSession,
): Promise<Answer> {
  const after = readCursor(request.headers, given);
  const [log] = await findSessionLogs(db.pool, projectId, [sessionId]);
  if (!log) throw new AppError("not_found", `There is no session ${sessionId}.`);
  requireKept(after, log);
  return eventStream({
    streams: hub.streams,
    open: ({ hasRoom, write }) =>
      hub.sessions.follow({
        projectId,
        sessionId,
        after,
        lastSeq: log.lastSeq,
        outlet: { hasRoom, take: (batch, from) => write(batch.frames({ after: from, runId: null })) },
      }),
  });
}
