import { findRunLog } from "@slipway/db/events/find-log";
import { findRun } from "@slipway/db/runs/find-run";
import { AppError } from "@slipway/schemas/errors/app-error";
import type { Run } from "@slipway/schemas/runs/run";
import { isFinalStatus } from "@slipway/schemas/runs/run-status";
import { spanIdFor } from "@slipway/tracing/span-ids";
import { formatTraceparent } from "@slipway/tracing/trace-context";
import type { StartedRun } from "#public-api/invoke/announce-created.ts";
import type { AnswerForm } from "#public-api/invoke/answer-form.ts";
import type { LiveServices } from "#public-api/stream/live-services.ts";
import { followRun } from "#public-api/stream/stream-run.ts";
import { waitForRun } from "#public-api/stream/wait-for-run.ts";
import { type Answer, json } from "#server/answers.ts";
import type { ApiRequest } from "#server/http/api-request.ts";
import { type LoggedEvent, toLoggedEvents } from "#server/live-hub/event-batch.ts";

type AnswerInvoke = {
  readonly request: ApiRequest;
  readonly projectId: string;
  readonly form: AnswerForm;
  readonly started: StartedRun;
};

/** Answers with the run's events, or with the run once it has ended or the wait is over. */
export async function answerInvoke(services: LiveServices, input: AnswerInvoke): Promise<Answer> {
  const { projectId, form, started } = input;
  const place = started.kind === "new" ? started : await placeOf(services, projectId, started.runId);
  const headers = headersOf(place);
  if (form.kind === "events") {
    const known = started.kind === "new" ? toKnown(started) : [];
    return followRun(services, { ...place, projectId, after: place.firstSeq - 1, known, headers });
  }
  const run = await waitedRun(services, { ...input, form, place });
  const isFinal = isFinalStatus(run.status);
  return json(isFinal ? 200 : 202, run, {
    ...headers,
    ...(form.applied ? { "preference-applied": form.applied } : {}),
    ...(isFinal ? {} : { location: `/api/v1/runs/${run.id}` }),
  });
}

/** Where a run stands in its session's log, and its trace. */
type Place = Omit<Extract<StartedRun, { kind: "new" }>, "kind" | "events">;

/** A new run's first events, as they stand in the log. */
function toKnown({
  events,
  firstSeq,
  sessionId,
  runId,
}: Extract<StartedRun, { kind: "new" }>): LoggedEvent[] {
  return toLoggedEvents(
    events.map((event, index) => ({ ...event, seq: firstSeq + index, sessionId, runId })),
  );
}

async function placeOf({ db }: LiveServices, projectId: string, runId: string): Promise<Place> {
  const run = await findRun(db.pool, projectId, runId);
  const log = await findRunLog(db.pool, projectId, runId);
  if (!run || !log) throw gone(runId);
  const { firstSeq, lastSeq, sessionId } = log;
  return { runId, sessionId, firstSeq, lastSeq, traceId: run.traceId, traceFlags: 1, run };
}

function headersOf({ runId, sessionId, traceId, traceFlags }: Place): Record<string, string> {
  return {
    "x-slipway-run": runId,
    "x-slipway-session": sessionId,
    traceparent: formatTraceparent({ traceId, spanId: spanIdFor(runId), traceFlags }),
  };
}

type WaitedRun = AnswerInvoke & {
  readonly form: Extract<AnswerForm, { kind: "json" }>;
  readonly place: Place;
};

async function waitedRun(
  services: LiveServices,
  { request, projectId, form, started, place }: WaitedRun,
): Promise<Run> {
  const { runId, sessionId, run } = place;
  if (run && (isFinalStatus(run.status) || run.status === "waiting" || form.waitMs === 0)) return run;
  if (form.waitMs > 0) {
    const waited = await waitForRun(services, {
      projectId,
      sessionId,
      runId,
      // A new run cannot have ended before what was stored with it.
      after: started.kind === "new" ? place.lastSeq : place.firstSeq - 1,
      isNew: started.kind === "new",
      timeoutMs: form.waitMs,
      signal: request.signal,
    });
    if (waited.kind === "finished") return waited.run;
  }
  const unfinished = await findRun(services.db.pool, projectId, runId);
  if (!unfinished) throw gone(runId);
  return unfinished;
}

/** Retention deletes whole sessions, also while somebody asks. */
function gone(runId: string): AppError {
  return new AppError("not_found", `There is no run ${runId}.`);
}
