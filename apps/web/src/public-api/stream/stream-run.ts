import { findRunLog } from "@slipway/db/events/find-log";
import { AppError } from "@slipway/schemas/errors/app-error";
import { readCursor, requireKept } from "#public-api/stream/cursor.ts";
import { eventStream } from "#public-api/stream/event-stream.ts";
import type { LiveServices } from "#public-api/stream/live-services.ts";
import { type Answer, noContent } from "#server/answers.ts";
import type { ApiRequest } from "#server/http/api-request.ts";
import type { LoggedEvent } from "#server/live-hub/event-batch.ts";

type StreamRun = {
  readonly request: ApiRequest;
  readonly projectId: string;
  readonly runId: string;
  readonly after: string | undefined;
};

/** A run's events from the cursor on; it ends after `run.finished`. 204: the cursor has seen that. */
export async function streamRun(
  services: LiveServices,
  { request, projectId, runId, after: given }: StreamRun,
): Promise<Answer> {
  const after = readCursor(request.headers, given);
  const log = await findRunLog(services.db.pool, projectId, runId);
  if (!log) throw new AppError("not_found", `There is no run ${runId}.`);
  if (log.endSeq !== null && after >= log.endSeq) return noContent();
  requireKept(after, log);
  const { sessionId, lastSeq } = log;
  const from = Math.max(after, log.firstSeq - 1);
  return followRun(services, { projectId, runId, sessionId, lastSeq, after: from, headers: {} });
}

type FollowRun = {
  readonly projectId: string;
  readonly sessionId: string;
  readonly runId: string;
  readonly after: number;
  readonly lastSeq: number;
  /** The events after `after`, where they are known. */
  readonly known?: readonly LoggedEvent[];
  readonly headers: Readonly<Record<string, string>>;
};

/** The answer that carries one run's events. */
export function followRun({ hub }: LiveServices, input: FollowRun): Answer {
  const { projectId, sessionId, runId, after, lastSeq, known = [], headers } = input;
  return eventStream({
    streams: hub.streams,
    headers,
    open: ({ hasRoom, write, end }) =>
      hub.sessions.follow({
        projectId,
        sessionId,
        after,
        lastSeq,
        known,
        outlet: {
          hasRoom,
          take: (batch, from) => {
            write(batch.frames({ after: from, runId }));
            if (batch.events.some((event) => event.runId === runId && event.type === "run.finished")) end();
          },
        },
      }),
  });
}
