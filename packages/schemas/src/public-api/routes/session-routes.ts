import { z } from "zod";
import { SessionRunRequest } from "#public-api/invoke.ts";
import { MessagePage, MessagesQuery } from "#public-api/messages-query.ts";
import { PageQuery, pageOf } from "#public-api/page.ts";
import type { Route } from "#public-api/route.ts";
import { LiveQuery, StreamQuery } from "#public-api/stream-query.ts";
import { Checkpoint, ForkSession } from "#runs/checkpoint.ts";
import { Run } from "#runs/run.ts";
import { Session } from "#runs/session.ts";

const stream = { description: "Server-sent events.", media: ["text/event-stream"] };

export const SessionListQuery = z.strictObject({
  ...PageQuery.shape,
  app: z.string().max(100).optional().meta({ description: "An app's id or slug." }),
});

export const sessionRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/sessions",
    group: "Sessions",
    summary: "List sessions",
    role: "viewer",
    query: SessionListQuery,
    answers: { 200: { description: "Newest first.", body: pageOf(Session) } },
  },
  {
    method: "POST",
    path: "/apps/{app}/sessions",
    group: "Sessions",
    summary: "Start an empty session",
    description:
      "Files can be put into it before its first run. An invoke without a session starts one by itself.",
    role: "editor",
    answers: { 201: { description: "The new session.", body: Session } },
    errors: ["conflict"],
  },
  {
    method: "GET",
    path: "/sessions/{session}",
    group: "Sessions",
    summary: "Read a session",
    role: "viewer",
    answers: { 200: { description: "The session.", body: Session } },
  },
  {
    method: "GET",
    path: "/sessions/{session}/messages",
    group: "Sessions",
    summary: "Read a session's messages",
    role: "viewer",
    query: MessagesQuery,
    answers: { 200: { description: "A page, in the order of the conversation.", body: MessagePage } },
  },
  {
    method: "POST",
    path: "/sessions/{session}/runs",
    group: "Runs",
    summary: "Start the next run of a session",
    role: "editor",
    body: SessionRunRequest,
    example: { input: { message: "And on Sundays?" } },
    answers: {
      200: {
        description: "The finished run, also a failed one; or its events.",
        body: Run,
        media: ["text/event-stream"],
      },
      202: { description: "The run goes on: ask for it at Location.", body: Run },
    },
    errors: [
      "invalid_request",
      "invalid_config",
      "session_busy",
      "idempotency_mismatch",
      "queue_full",
      "rate_limited",
    ],
  },
  {
    method: "GET",
    path: "/sessions/{session}/checkpoints",
    group: "Sessions",
    summary: "List a session's checkpoints",
    role: "viewer",
    query: PageQuery,
    answers: { 200: { description: "Newest first.", body: pageOf(Checkpoint) } },
  },
  {
    method: "POST",
    path: "/sessions/{session}/fork",
    group: "Sessions",
    summary: "Fork a session",
    description:
      "A new session with the messages and files as they were at a checkpoint, by default the newest. Its queue and approvals are not copied.",
    role: "editor",
    body: ForkSession,
    example: { checkpointId: "chk_06c1q2w3e4r5t6y7z8a9b0c1d2" },
    answers: { 201: { description: "The new session.", body: Session } },
  },
  {
    method: "GET",
    path: "/sessions/{session}/events",
    group: "Events",
    summary: "Follow a session's log",
    description: "From a cursor, staying open across runs.",
    role: "viewer",
    headers: { "Last-Event-ID": "The last seq that was seen." },
    query: StreamQuery,
    answers: { 200: stream },
    errors: ["cursor_expired"],
  },
  {
    method: "GET",
    path: "/live",
    group: "Events",
    summary: "Follow everything that one browser shows",
    description:
      "Several sessions and topics in one connection, with one opaque cursor. Besides events: `run` frames (a Run as it is now), `runs.changed` and `approvals.changed` (fetch those lists again), and of each session `queue.changed` and `files.changed` with its id: a message that waits to steer a run, and a file that was uploaded, are in no log yet.",
    role: "viewer",
    headers: { "Last-Event-ID": "The id of the last frame that was seen." },
    query: LiveQuery,
    answers: { 200: stream },
  },
];
