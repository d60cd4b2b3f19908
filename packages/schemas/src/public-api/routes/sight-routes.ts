import { pageOf } from "#public-api/page.ts";
import { Project, UpdateProject } from "#public-api/project.ts";
import type { Route } from "#public-api/route.ts";
import { Feedback, GiveFeedback } from "#runs/feedback.ts";

/** What happened, and how good it was. */
export const sightRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/otlp/v1/traces",
    base: "/api",
    group: "Traces",
    summary: "Take in spans by OTLP",
    description:
      "An ExportTraceServiceRequest, as protobuf or JSON, gzip or plain: at most 4 MiB as sent, 16 MiB unpacked and 10,000 spans. Spans of a trace that a run belongs to appear in its tree. What cannot be kept is counted in partialSuccess; a span that is there stays as it is.",
    role: "editor",
    headers: {
      "Content-Type": "application/x-protobuf or application/json.",
      "Content-Encoding": "gzip, or none.",
    },
    answers: {
      200: {
        description: "An ExportTraceServiceResponse in the same form.",
        media: ["application/x-protobuf", "application/json"],
      },
    },
    errors: ["invalid_request", "payload_too_large"],
  },
  {
    method: "GET",
    path: "/metrics",
    base: "/api",
    group: "Instance",
    summary: "Read this web's metrics",
    description: "Prometheus text. A runner has its own at /metrics of its port, on loopback.",
    role: "admin",
    answers: { 200: { description: "Prometheus text.", media: ["text/plain"] } },
  },
  {
    method: "GET",
    path: "/project",
    group: "Project",
    summary: "Read the project's settings",
    role: "viewer",
    answers: { 200: { description: "The project.", body: Project } },
  },
  {
    method: "PATCH",
    path: "/project",
    group: "Project",
    summary: "Change the project's settings",
    description: "They hold for runs that are claimed from then on.",
    role: "admin",
    body: UpdateProject,
    example: { capturesContent: false },
    answers: { 200: { description: "The project as it is now.", body: Project } },
  },
  {
    method: "GET",
    path: "/runs/{run}/feedback",
    group: "Feedback",
    summary: "Read what people think of a run",
    role: "viewer",
    ownerReads: "run",
    answers: { 200: { description: "All of it.", body: pageOf(Feedback) } },
  },
  {
    method: "PUT",
    path: "/runs/{run}/feedback",
    group: "Feedback",
    summary: "Say what you think of a run",
    description: "Each person and each key has one opinion of a run: a second one replaces the first.",
    role: "editor",
    body: GiveFeedback,
    example: { rating: "down", note: "It made the figures up." },
    answers: { 200: { description: "The feedback.", body: Feedback } },
  },
  {
    method: "DELETE",
    path: "/runs/{run}/feedback",
    group: "Feedback",
    summary: "Take your feedback back",
    role: "editor",
    answers: { 204: { description: "It is gone." } },
  },
  {
    method: "GET",
    path: "/sessions/{session}/feedback",
    group: "Feedback",
    summary: "Read what people think of a session's runs",
    role: "viewer",
    ownerReads: "session",
    answers: { 200: { description: "All of it.", body: pageOf(Feedback) } },
  },
];
