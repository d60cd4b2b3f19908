import { findSessionLogs, type SessionLog } from "@slipway/db/events/find-log";
import { AppError } from "@slipway/schemas/errors/app-error";
import type { Run } from "@slipway/schemas/runs/run";
import { requireKept } from "#public-api/stream/cursor.ts";
import { eventStream } from "#public-api/stream/event-stream.ts";
import { formatLiveCursor } from "#public-api/stream/live-cursor.ts";
import { type LiveRequest, readLiveRequest } from "#public-api/stream/live-request.ts";
import type { LiveServices } from "#public-api/stream/live-services.ts";
import type { Answer, StreamSink, StreamSource } from "#server/answers.ts";
import type { ApiRequest } from "#server/http/api-request.ts";
import { eventFrame } from "#server/live-hub/event-batch.ts";
import type { LiveHub } from "#server/live-hub/live-hub.ts";
import type { SessionSignal } from "#server/live-hub/session-signals.ts";
import { type Principal, requireRole } from "#server/principal.ts";

type StreamLive = {
  readonly request: ApiRequest;
  readonly principal: Principal;
  readonly query: {
    readonly sessions?: string | undefined;
    readonly topics?: string | undefined;
    readonly after?: string | undefined;
  };
};

/** Everything that one browser shows, in one connection: the events of several sessions, and runs as they change. */
export async function streamLive(
  { db, hub }: LiveServices,
  { request, principal, query }: StreamLive,
): Promise<Answer> {
  const { projectId } = principal;
  const wanted = readLiveRequest(query, request.headers.get("last-event-id"));
  if (wanted.hasAllRuns) requireRole(principal, "owner");
  const logs = await findSessionLogs(db.pool, projectId, [...wanted.sessions.keys()]);
  requireAll(wanted, logs);
  return eventStream({
    streams: hub.streams,
    open: (sink) => followLive(hub, { projectId, wanted, logs, sink }),
  });
}

function requireAll({ sessions }: LiveRequest, logs: readonly SessionLog[]): void {
  const byId = new Map(logs.map((log) => [log.sessionId, log]));
  for (const [sessionId, after] of sessions) {
    const log = byId.get(sessionId);
    if (!log) throw new AppError("not_found", `There is no session ${sessionId}.`);
    requireKept(after, log);
  }
}

type FollowLive = {
  readonly projectId: string;
  readonly wanted: LiveRequest;
  readonly logs: readonly SessionLog[];
  readonly sink: StreamSink;
};

function followLive(hub: LiveHub, { projectId, wanted, logs, sink }: FollowLive): StreamSource {
  const positions = new Map(wanted.sessions);
  const readers = logs.map(({ sessionId, lastSeq }) =>
    hub.sessions.follow({
      projectId,
      sessionId,
      after: positions.get(sessionId) ?? 0,
      lastSeq,
      outlet: {
        hasRoom: sink.hasRoom,
        take: ({ events }, after) => {
          const frames = events.map((event) => {
            if (event.seq <= after) return "";
            positions.set(sessionId, event.seq);
            return eventFrame(event, formatLiveCursor(positions));
          });
          sink.write(frames.join(""));
        },
      },
    }),
  );
  const runs = wanted.hasRuns ? followRuns(hub, { projectId, sink, positions }) : null;
  const allRuns = wanted.hasAllRuns ? followAllRuns(hub, { sink, positions }) : null;
  const approvals = wanted.hasApprovals ? followApprovals(hub, { projectId, sink, positions }) : null;
  const signals = logs.map(({ sessionId }) => followSignals(hub, { sessionId, sink, positions }));
  return {
    resume: () => {
      runs?.resume();
      allRuns?.resume();
      approvals?.resume();
      for (const signal of signals) signal.resume();
      for (const reader of readers) reader.resume();
    },
    leave: () => {
      runs?.leave();
      allRuns?.leave();
      approvals?.leave();
      for (const signal of signals) signal.leave();
      for (const reader of readers) reader.leave();
    },
  };
}

type FollowRuns = {
  readonly projectId: string;
  readonly sink: StreamSink;
  readonly positions: ReadonlyMap<string, number>;
};

function followRuns(hub: LiveHub, { projectId, sink, positions }: FollowRuns): StreamSource {
  const rows = sendRows({ sink, positions, row: "run", gap: "runs.changed" });
  return { resume: rows.resume, leave: hub.runs.watch(projectId, rows) };
}

/** The same of all projects, under names of its own: what shows one project hears nothing of the others. */
function followAllRuns(hub: LiveHub, { sink, positions }: Omit<FollowRuns, "projectId">): StreamSource {
  const rows = sendRows({ sink, positions, row: "project.run", gap: "all-runs.changed" });
  return { resume: rows.resume, leave: hub.runs.watchAll(rows) };
}

type SendRows = Omit<FollowRuns, "projectId"> & { readonly row: string; readonly gap: string };

/**
 * `row` frames carry runs as they are now. Rows have no history, so after any gap (the connection is new, the client was
 * slow, the database was away) a `gap` frame says to fetch again whatever list is shown.
 */
function sendRows({ sink, positions, row, gap }: SendRows) {
  let hasGap = true;
  const send = (type: string, json: string) =>
    sink.write(eventFrame({ type, json }, formatLiveCursor(positions)));
  const resume = () => {
    if (!hasGap || !sink.hasRoom()) return;
    hasGap = false;
    send(gap, "{}");
  };
  const onGap = () => {
    hasGap = true;
    resume();
  };
  const onRuns = (runs: readonly Run[]) => {
    if (!sink.hasRoom()) return onGap();
    for (const run of runs) send(row, JSON.stringify(run));
  };
  return { resume, onRuns, onGap };
}

/** `approvals.changed` frames say to fetch again what waits for a person. The first one comes at once. */
function followApprovals(hub: LiveHub, { projectId, sink, positions }: FollowRuns): StreamSource {
  let isDue = true;
  const resume = () => {
    if (!isDue || !sink.hasRoom()) return;
    isDue = false;
    const frame = eventFrame({ type: "approvals.changed", json: "{}" }, formatLiveCursor(positions));
    sink.write(frame);
  };
  const onChange = () => {
    isDue = true;
    resume();
  };
  return { resume, leave: hub.approvals.watch(projectId, onChange) };
}

type FollowSignals = Omit<FollowRuns, "projectId"> & { readonly sessionId: string };

/** `queue.changed` and `files.changed` frames say what to fetch again of a session, which its log does not tell. */
function followSignals(hub: LiveHub, { sessionId, sink, positions }: FollowSignals): StreamSource {
  const due = new Set<SessionSignal>();
  const resume = () => {
    for (const signal of due) {
      if (!sink.hasRoom()) return;
      due.delete(signal);
      const frame = { type: `${signal}.changed`, json: JSON.stringify({ sessionId }) };
      sink.write(eventFrame(frame, formatLiveCursor(positions)));
    }
  };
  const onSignal = (signal: SessionSignal) => {
    due.add(signal);
    resume();
  };
  return { resume, leave: hub.signals.watch(sessionId, onSignal) };
}
