import type { EventRecord } from "@slipway/db/events/event-record";
import type { Channel, Lines } from "@slipway/db/events/notify";
import type { CreatedRun } from "@slipway/db/runs/create-run";
import { findRun } from "@slipway/db/runs/find-run";
import { newsOfNewRun } from "@slipway/db/runs/insert-run";
import type { Run } from "@slipway/schemas/runs/run";
import type { TraceContext } from "@slipway/tracing/trace-context";
import type { AnswerForm } from "#public-api/invoke/answer-form.ts";
import type { LiveServices } from "#public-api/stream/live-services.ts";
import { traceEnded } from "#server/trace-ended.ts";

/** What was started. A new run's first events are `firstSeq` to `lastSeq` of its session's log. */
export type StartedRun =
  | {
      readonly kind: "new";
      readonly runId: string;
      readonly sessionId: string;
      readonly firstSeq: number;
      readonly lastSeq: number;
      /** Those events. */
      readonly events: readonly EventRecord[];
      readonly traceId: string;
      readonly traceFlags: number;
      /** As it was stored, before any runner knew of it; only where that is the answer. */
      readonly run: Run | null;
    }
  | { readonly kind: "repeated"; readonly runId: string };

type AnnounceCreated = {
  readonly projectId: string;
  readonly form: AnswerForm;
  readonly trace: TraceContext;
  readonly created: Omit<Extract<CreatedRun, { kind: "created" }>, "kind">;
};

/** Wakes whoever has to know of a run that was just stored: after the commit, apart from it. */
export async function announceCreated(
  { db, hub }: LiveServices,
  { projectId, form, trace: { traceId, traceFlags }, created }: AnnounceCreated,
): Promise<StartedRun> {
  const { runId, sessionId, firstSeq, lastSeq, events, runnerId, told, interrupted } = created;
  const isAnswer = form.kind === "json" && form.waitMs === 0;
  const run = isAnswer ? await findRun(db.pool, projectId, runId) : null;
  if (interrupted?.isFinal) void traceEnded(db, { projectId, runId: interrupted.runId });
  const news = newsOfNewRun({ projectId, sessionId, runId, lastSeq, events, runnerId });
  const { known, others } = splitNews(news, told.channels);
  hub.announcer.tellUnless(told.isTold, known);
  hub.announcer.tell(others);
  if (interrupted) {
    hub.announcer.tell({
      runs: [`${projectId} ${interrupted.runId}`],
      ...(interrupted.isFinal ? {} : { cancel: [interrupted.runId] }),
    });
  }
  return { kind: "new", runId, sessionId, firstSeq, lastSeq, events, traceId, traceFlags, run };
}

function splitNews(
  news: Lines,
  channels: readonly Channel[],
): { readonly known: Lines; readonly others: Lines } {
  const all = Object.entries(news) as [Channel, readonly string[]][];
  const isKnown = ([channel]: (typeof all)[number]) => channels.includes(channel);
  return {
    known: Object.fromEntries(all.filter(isKnown)),
    others: Object.fromEntries(all.filter((one) => !isKnown(one))),
  };
}
