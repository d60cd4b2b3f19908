import type { SlipwayEvent } from "@slipway/schemas/events/event";
import type { Run } from "@slipway/schemas/runs/run";
import { runAttributes } from "#run-spans/describe-spans.ts";
import { runSpanIds } from "#run-spans/run-span-ids.ts";
import { foldRunSpans, type RunSpans } from "#run-spans/run-spans.ts";
import { followSpanAtWork } from "#run-spans/span-at-work.ts";
import { type EndedDraft, writeSpan } from "#run-spans/span-draft.ts";
import type { TracedEnd, TracedRun } from "#run-spans/traced-run.ts";
import { formatTraceparent, type TraceContext } from "#trace-context.ts";

/** The trace of one run in one process. */
export type RunTrace = RunSpans & {
  /** What earlier attempts have written to the log, before anything new. */
  replay(past: readonly SlipwayEvent[]): void;
  /** W3C headers for what is called now: the model, or the tool of this call. */
  headers(callId?: string): Readonly<Record<string, string>>;
};

/**
 * The processor that waits longest to send what has ended: a runner that is killed takes no more than this along. Spans
 * that had ended earlier are not written again, because a collector would count their tokens twice.
 */
const longestUnsentMs = 6_000;

type StartRunTrace = {
  readonly isResumed: boolean;
  /** Makes spans of what was told, in the order in which it was told; left out: at once. */
  readonly later?: (work: () => void) => void;
};

/** Goes on with the trace of a run; with that of its first attempt where nobody has worked on it before. */
export function startRunTrace(
  run: TracedRun,
  { isResumed, later = (work) => work() }: StartRunTrace,
): RunTrace {
  const atWork = followSpanAtWork(run.id);
  let opened: ReplayableSpans | undefined;
  const make = (work: (spans: ReplayableSpans) => void) =>
    later(() => {
      opened ??= openSpans(run, isResumed);
      work(opened);
    });
  // The claim has a span also where nothing else is told.
  make(() => undefined);
  return {
    saw: (event, at) => {
      atWork.saw(event);
      make((spans) => spans.saw(event, at));
    },
    asks: (parameters) => make((spans) => spans.asks(parameters)),
    asking: (model) => make((spans) => spans.asking(model)),
    turnFailed: (code) => make((spans) => spans.turnFailed(code)),
    calledAside: (call) => make((spans) => spans.calledAside(call)),
    replay: (past) => {
      for (const event of past) atWork.saw(event);
      make((spans) => spans.replay(past));
    },
    headers: (callId) => {
      const spanId = callId === undefined ? atWork.id() : runSpanIds.tool(run.id, callId);
      const { traceId, traceFlags, traceState } = run.trace;
      return {
        traceparent: formatTraceparent({ traceId, spanId, traceFlags }),
        ...(traceState ? { tracestate: traceState } : {}),
      };
    },
    end: (end, at) => make((spans) => spans.end(end, at)),
  };
}

type ReplayableSpans = RunSpans & Pick<RunTrace, "replay">;

/** Folds events into spans and writes each when it has ended, unless an earlier attempt has. */
function openSpans(run: TracedRun, isResumed: boolean): ReplayableSpans {
  const inherited = runAttributes(run);
  let held: EndedDraft[] | null = isResumed ? [] : null;
  const write = (draft: EndedDraft) => writeSpan(run.trace, inherited, draft);
  const spans = foldRunSpans(run, (draft) => (held ? held.push(draft) : write(draft)));

  function writeHeld(since: number): void {
    const drafts = held ?? [];
    held = null;
    for (const draft of drafts) if (draft.endTime.getTime() >= since) write(draft);
  }

  return {
    ...spans,
    replay: (past) => {
      for (const event of past) {
        spans.saw(event, new Date(event.at));
        // Whoever lets a run wait has sent what had ended.
        if (event.type === "run.waiting" && held) held = [];
      }
      writeHeld(Date.parse(past.at(-1)?.at ?? run.startedAt.toISOString()) - longestUnsentMs);
    },
    end: (end, at) => {
      writeHeld(0);
      spans.end(end, at);
    },
  };
}

type EndedRun = {
  readonly projectId: string;
  readonly run: Run;
  readonly place: Omit<TraceContext, "traceId"> & { readonly capturesContent: boolean };
  readonly log: readonly SlipwayEvent[];
};

/** Writes what is missing of the trace of a run that was ended by somebody else than its runner, from its log. */
export function traceEndedRun({ projectId, run, place, log }: EndedRun): void {
  const trace = startRunTrace(toTracedRun(projectId, run, place), { isResumed: true });
  const finished = log.find((event) => event.type === "run.finished");
  const endedAt = finished?.at ?? log.at(-1)?.at ?? run.createdAt;
  const isPast = ({ at }: SlipwayEvent) => Date.parse(at) < Date.parse(endedAt);
  trace.replay(log.filter(isPast));
  for (const event of log) if (!isPast(event)) trace.saw(event, new Date(event.at));
  trace.end(toTracedEnd(run), new Date(endedAt));
}

function toTracedRun(projectId: string, run: Run, place: EndedRun["place"]): TracedRun {
  const { id, sessionId, app, revision, environment, input, createdAt, startedAt, traceId } = run;
  const { capturesContent, ...trace } = place;
  return {
    ...{ projectId, id, sessionId, app, revision, environment, input, capturesContent },
    createdAt: new Date(createdAt),
    startedAt: new Date(startedAt ?? createdAt),
    trace: { traceId, ...trace },
  };
}

export function toTracedEnd({ status, stopReason, attempt, error }: Run): TracedEnd {
  return { status, stopReason, attempt, errorCode: error?.code ?? null };
}
