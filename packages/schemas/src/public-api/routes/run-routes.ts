import { z } from "zod";
import { idOf } from "#ids.ts";
import { CancelRuns, RetryRuns, RunOutcomes } from "#public-api/bulk-runs.ts";
import { pageOf } from "#public-api/page.ts";
import type { Route } from "#public-api/route.ts";
import { RunFilters, RunListQuery } from "#public-api/run-filters.ts";
import { RunExportQuery, RunStats } from "#public-api/run-stats.ts";
import { StreamQuery } from "#public-api/stream-query.ts";
import { Run } from "#runs/run.ts";
import { RunConfig } from "#runs/run-config.ts";
import { RunInput } from "#runs/run-input.ts";
import { MessageText } from "#text.ts";
import { StoredSpan } from "#traces/span.ts";
import { Trace } from "#traces/trace.ts";
import { TraceColumns } from "#traces/trace-columns.ts";
import { TraceOutline, TraceSearch, TraceSearchQuery } from "#traces/trace-outline.ts";

export const CancelRun = z
  .strictObject({ reason: z.string().trim().max(500).optional() })
  .meta({ id: "CancelRun" });

export const SteerRun = z
  .strictObject({
    message: MessageText.optional(),
    queuedRunId: idOf("run").optional().meta({
      description:
        "Instead of a message: a run that waits in the same session. Its message steers, and it is cancelled.",
    }),
    clientMessageId: z.string().min(1).max(200).optional().meta({
      description: "Unique per app: the same one again steers once.",
    }),
  })
  .refine(({ message, queuedRunId }) => (message === undefined) !== (queuedRunId === undefined), {
    path: ["message"],
    error: "Give message or queuedRunId, one of them.",
  })
  .meta({ id: "SteerRun" });

export const RetryRun = z
  .strictObject({
    checkpointId: z.string().max(200).optional().meta({
      description: "Goes on from there instead of from the message. See the session's checkpoints.",
    }),
  })
  .meta({ id: "RetryRun" });

export const ChangeRun = z
  .strictObject({
    input: RunInput.optional(),
    position: z
      .int()
      .min(1)
      .optional()
      .meta({ description: "Its new place in the session's queue: 1 is the next." }),
  })
  .refine(({ input, position }) => input !== undefined || position !== undefined, {
    error: "Give input or position, or both.",
  })
  .meta({ id: "ChangeRun" });

export const runRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/runs",
    group: "Runs",
    summary: "Search the run history",
    role: "viewer",
    query: RunListQuery,
    answers: { 200: { description: "Newest first.", body: pageOf(Run) } },
  },
  {
    method: "GET",
    path: "/runs/stats",
    group: "Runs",
    summary: "Sum up runs over time",
    description: "Of the runs that the same filters find: counts, durations, tokens and cost by time.",
    role: "viewer",
    query: RunFilters,
    answers: { 200: { description: "The sums.", body: RunStats } },
  },
  {
    method: "GET",
    path: "/runs/export",
    group: "Runs",
    summary: "Export runs",
    description:
      "All that the same filters find, newest first, as they are read. In CSV a text that a spreadsheet would run as a formula begins with an apostrophe.",
    role: "viewer",
    query: RunExportQuery,
    answers: {
      200: { description: "The runs, one a line.", media: ["text/csv", "application/x-ndjson"] },
    },
  },
  {
    method: "POST",
    path: "/runs/cancel",
    group: "Runs",
    summary: "Cancel several runs",
    description: "At most 50. Each for itself: what cannot be cancelled says why, and the others are.",
    role: "editor",
    body: CancelRuns,
    example: { runIds: ["run_06c1q2w3e4r5t6y7z8a9b0c1d2"], reason: "The wrong revision" },
    answers: { 200: { description: "What became of each.", body: RunOutcomes } },
  },
  {
    method: "POST",
    path: "/runs/retry",
    group: "Runs",
    summary: "Answer the messages of several runs anew",
    description:
      "At most 50, one after the other, each as by its own retry. Every new run counts against the rate of its key or person: beyond it the rest is refused with rate_limited.",
    role: "editor",
    body: RetryRuns,
    example: { runIds: ["run_06c1q2w3e4r5t6y7z8a9b0c1d2"] },
    answers: { 200: { description: "What became of each.", body: RunOutcomes } },
  },
  {
    method: "GET",
    path: "/runs/{run}",
    group: "Runs",
    summary: "Read a run",
    role: "viewer",
    ownerReads: "run",
    answers: { 200: { description: "The run.", body: Run } },
  },
  {
    method: "GET",
    path: "/runs/{run}/config",
    group: "Runs",
    summary: "Read what a run was configured with",
    description: "Its revision's configuration, or the draft that was sent with it.",
    role: "viewer",
    ownerReads: "run",
    answers: { 200: { description: "The configuration.", body: RunConfig } },
  },
  {
    method: "PATCH",
    path: "/runs/{run}",
    group: "Runs",
    summary: "Change a queued run",
    description: "What it says, and its place in its session's queue, until a runner has taken it.",
    role: "editor",
    body: ChangeRun,
    example: { input: { message: "What I meant to ask" }, position: 1 },
    answers: { 200: { description: "The run.", body: Run } },
    errors: ["invalid_request", "conflict"],
  },
  {
    method: "GET",
    path: "/runs/{run}/events",
    group: "Events",
    summary: "Follow a run's events",
    description: "From a cursor; ends after run.finished. 204 when the cursor is at or past it.",
    role: "viewer",
    ownerReads: "run",
    headers: { "Last-Event-ID": "The last seq that was seen." },
    query: StreamQuery,
    answers: {
      200: { description: "Server-sent events.", media: ["text/event-stream"] },
      204: { description: "The run has finished and the cursor has seen it all." },
    },
    errors: ["cursor_expired"],
  },
  {
    method: "GET",
    path: "/runs/{run}/trace",
    group: "Traces",
    summary: "Read a run's trace",
    description: "Spans appear within a second of their end.",
    role: "viewer",
    ownerReads: "run",
    answers: { 200: { description: "The trace.", body: Trace } },
  },
  {
    method: "GET",
    path: "/traces/{traceId}",
    group: "Traces",
    summary: "Read a trace",
    role: "viewer",
    ownerReads: "traceId",
    answers: { 200: { description: "The trace.", body: Trace } },
  },
  {
    method: "GET",
    path: "/traces/{traceId}/outline",
    group: "Traces",
    summary: "Read a trace's outline",
    description: "For trees of tens of thousands of spans: what each says is read when it is opened.",
    role: "viewer",
    ownerReads: "traceId",
    answers: { 200: { description: "The outline; without spans where there are none.", body: TraceOutline } },
  },
  {
    method: "GET",
    path: "/traces/{traceId}/columns",
    group: "Traces",
    summary: "Read a trace's outline in columns",
    description: "What the outline says, a list for each thing: for trees of tens of thousands of spans.",
    role: "viewer",
    ownerReads: "traceId",
    answers: {
      200: { description: "Lists of one length; empty where there is no span.", body: TraceColumns },
    },
  },
  {
    method: "GET",
    path: "/traces/{traceId}/search",
    group: "Traces",
    summary: "Search a trace",
    role: "viewer",
    ownerReads: "traceId",
    query: TraceSearchQuery,
    answers: { 200: { description: "The spans that have it.", body: TraceSearch } },
  },
  {
    method: "GET",
    path: "/traces/{traceId}/spans/{spanId}",
    group: "Traces",
    summary: "Read a span",
    role: "viewer",
    ownerReads: "traceId",
    answers: { 200: { description: "The span.", body: StoredSpan } },
  },
  {
    method: "POST",
    path: "/runs/{run}/cancel",
    group: "Runs",
    summary: "Cancel a run",
    description: "Idempotent. A run that has ended stays as it ended.",
    role: "editor",
    body: CancelRun,
    example: { reason: "Not needed any more" },
    answers: { 200: { description: "The run.", body: Run } },
  },
  {
    method: "POST",
    path: "/runs/{run}/steer",
    group: "Runs",
    summary: "Say something into a run at work",
    description:
      "Stored at once and taken at the next step boundary; kept while the run waits for a person. What is not taken by the run's end becomes the session's next run.",
    role: "editor",
    body: SteerRun,
    example: { message: "Keep it short" },
    answers: { 200: { description: "The run that is steered.", body: Run } },
    errors: ["invalid_request", "conflict", "idempotency_mismatch", "queue_full", "rate_limited"],
  },
  {
    method: "POST",
    path: "/runs/{run}/retry",
    group: "Runs",
    summary: "Answer a run's message anew",
    description:
      "Only the last run of its session, and only once it has ended: a new run with the same input and configuration. The old answer stays, marked as superseded, and is not sent to the model. Answered like an invoke.",
    role: "editor",
    headers: { Prefer: "respond-async, or wait=n seconds (120 without it, at most 240)." },
    body: RetryRun,
    example: {},
    answers: {
      200: {
        description: "The finished run, also a failed one; or its events.",
        body: Run,
        media: ["text/event-stream"],
      },
      202: { description: "The run goes on: ask for it at Location.", body: Run },
    },
    errors: ["invalid_request", "invalid_config", "conflict", "queue_full", "rate_limited"],
  },
];
