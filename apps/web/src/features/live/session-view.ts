import type { EventOf, SlipwayEvent } from "@slipway/schemas/events/event";
import { foldFigures, noFigures, type SessionFigures } from "@slipway/schemas/events/fold-figures";
import { emptyTranscript, foldEvent, type Transcript } from "@slipway/schemas/events/fold-messages";
import { foldWarnings, type RunWarning } from "@slipway/schemas/events/fold-warnings";
import type { FileChangeKind } from "@slipway/schemas/files/session-file";
import type { Message } from "@slipway/schemas/messages/message";
import type { MessagePage } from "@slipway/schemas/public-api/messages-query";
import type { Run } from "@slipway/schemas/runs/run";
import type { RunStatus } from "@slipway/schemas/runs/run-status";
import type { ApiError } from "#lib/api-error.ts";
import { foldRun } from "./fold-run.ts";
import { followQueue } from "./follow-queue.ts";

/** One session as this tab knows it. Treat it as a value. */
export type SessionView = {
  readonly phase: "loading" | "ready" | "failed";
  /** Why it could not be loaded; what was there before stays. */
  readonly error: ApiError | null;
  readonly transcript: Transcript;
  readonly figures: SessionFigures;
  /** The last event that said that the session's files are not what they were. */
  readonly filesChangedAt: number;
  /** How often files were put into the session or taken back, of which its log does not tell. */
  readonly uploads: number;
  /** What the newest step of the run at work has changed, by path. */
  readonly touched: ReadonlyMap<string, FileChangeKind>;
  /** Where older messages go on; null: the first one is there. */
  readonly olderCursor: string | null;
  readonly runs: ReadonlyMap<string, Run>;
  /** The attempt that each working run waits for after its provider failed. */
  readonly retries: ReadonlyMap<string, EventOf<"retry.scheduled">>;
  /** What did not go as configured, of every run that is known. */
  readonly warnings: readonly RunWarning[];
  /** When each block of reasoning that was seen live began and ended. */
  readonly thinking: ReadonlyMap<string, { readonly startedAt: string; readonly endedAt: string | null }>;
};

export const emptySessionView: SessionView = {
  phase: "loading",
  error: null,
  transcript: emptyTranscript,
  figures: noFigures,
  filesChangedAt: 0,
  uploads: 0,
  touched: new Map(),
  olderCursor: null,
  runs: new Map(),
  retries: new Map(),
  warnings: [],
  thinking: new Map(),
};

/** Adds what came over the live connection. What an event does not touch keeps its identity. */
export function applyEvents(view: SessionView, events: readonly SlipwayEvent[]): SessionView {
  let next = view;
  for (const event of events) if (event.seq > next.transcript.seq) next = applyEvent(next, event);
  return next;
}

function applyEvent(view: SessionView, event: SlipwayEvent): SessionView {
  const next = {
    ...view,
    transcript: foldEvent(view.transcript, event),
    figures: foldFigures(view.figures, event),
    filesChangedAt: tellsOfFiles(event) ? event.seq : view.filesChangedAt,
    touched: touch(view.touched, event),
    warnings: foldWarnings(view.warnings, event),
  };
  const { runId } = event;
  if (runId === null) return next;
  const known = event.type === "run.finished" ? event.run : view.runs.get(runId);
  const run = known && foldRun(known, event);
  if (run && run !== view.runs.get(runId)) next.runs = new Map(view.runs).set(runId, run);
  next.runs = followQueue(next.runs, view.runs.get(runId), event);
  if (event.type === "retry.scheduled") next.retries = new Map(view.retries).set(runId, event);
  else if (endsRetry(event) && view.retries.has(runId)) {
    next.retries = new Map([...view.retries].filter(([id]) => id !== runId));
  }
  if (event.type === "reasoning.started" || event.type === "reasoning.finished") {
    next.thinking = timeThinking(view.thinking, event);
  }
  return next;
}

function timeThinking(
  thinking: SessionView["thinking"],
  event: EventOf<"reasoning.started"> | EventOf<"reasoning.finished">,
): SessionView["thinking"] {
  if (event.type === "reasoning.started") {
    return new Map(thinking).set(event.blockId, { startedAt: event.at, endedAt: null });
  }
  const known = thinking.get(event.blockId);
  return known ? new Map(thinking).set(event.blockId, { ...known, endedAt: event.at }) : thinking;
}

/** Takes the newest page as the truth, keeps older messages that join on to it, and drops those that do not. */
export function applyNewestPage(view: SessionView, page: MessagePage): SessionView {
  const seq = page.seq ?? 0;
  const first = page.items[0];
  const joint = first ? view.transcript.messages.findIndex((message) => message.id === first.id) : -1;
  const older = joint > 0 ? view.transcript.messages.slice(0, joint) : [];
  const olderCursor = joint > 0 ? view.olderCursor : page.nextCursor;
  return {
    ...view,
    phase: "ready",
    error: null,
    transcript: { messages: [...older, ...keepSame(view.transcript.messages, page.items)], seq },
    figures: page.figures ?? noFigures,
    warnings: joinWarnings(view.warnings, page.warnings),
    // What happened while nobody listened is in the page, but not told one by one.
    filesChangedAt: seq,
    olderCursor,
  };
}

export function applyOlderPage(view: SessionView, page: MessagePage): SessionView {
  const known = new Set(view.transcript.messages.map((message) => message.id));
  const older = page.items.filter((message) => !known.has(message.id));
  const messages = [...older, ...view.transcript.messages];
  return {
    ...view,
    transcript: { ...view.transcript, messages },
    olderCursor: page.nextCursor,
    warnings: joinWarnings(view.warnings, page.warnings),
  };
}

/** A run may stand on two pages: what it warns of is said by both. */
function joinWarnings(
  known: readonly RunWarning[],
  others: readonly RunWarning[] = [],
): readonly RunWarning[] {
  const isNew = ({ runId, message }: RunWarning) =>
    !known.some((warning) => warning.runId === runId && warning.message === message);
  const added = others.filter(isNew);
  return added.length > 0 ? [...known, ...added] : known;
}

/** How far a run has come: an answer that was under way for longer must not take it back. */
const progress: Readonly<Record<RunStatus, number>> = {
  queued: 0,
  starting: 1,
  running: 2,
  waiting: 2,
  completed: 3,
  failed: 3,
  cancelled: 3,
};

/** Adds rows that were read from the API, except where this tab knows better by now. */
export function applyRuns(view: SessionView, rows: readonly Run[]): SessionView {
  const runs = new Map(view.runs);
  for (const row of rows) {
    const known = runs.get(row.id);
    if (!known || progress[known.status] <= progress[row.status]) runs.set(row.id, row);
  }
  return { ...view, runs };
}

/** A step's files can be read once its checkpoint is there; a run that starts begins to count its changes anew. */
function tellsOfFiles({ type }: SlipwayEvent): boolean {
  return type === "file.changed" || type === "checkpoint.saved" || type === "run.started";
}

/** A step's changes stay marked until the run asks its model again. */
function touch(touched: SessionView["touched"], event: SlipwayEvent): SessionView["touched"] {
  if (event.type === "file.changed") return new Map(touched).set(event.path, event.change);
  const isOver =
    event.type === "tool.started" || event.type === "run.started" || event.type === "run.finished";
  return isOver && touched.size > 0 ? new Map() : touched;
}

function endsRetry(event: SlipwayEvent): boolean {
  return event.type === "turn.started" || event.type === "text.started" || event.type === "run.finished";
}

/** A message that did not change keeps its identity, so that loading again renders nothing again. */
function keepSame(known: readonly Message[], items: readonly Message[]): readonly Message[] {
  const byId = new Map(known.map((message) => [message.id, message]));
  return items.map((item) => {
    const same = byId.get(item.id);
    return same && JSON.stringify(same) === JSON.stringify(item) ? same : item;
  });
}
