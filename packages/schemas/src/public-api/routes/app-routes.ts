import { z } from "zod";
import {
  App,
  AppWithRevision,
  CreateApp,
  CreateRevision,
  Deploy,
  Deployment,
  Revision,
  RevisionHead,
  UpdateApp,
} from "#apps/app.ts";
import { ImportApp, largestImportBytes } from "#apps/app-file.ts";
import { RevisionDiff } from "#apps/revision-diff.ts";
import { Inspection } from "#public-api/inspect.ts";
import { InvokeRequest } from "#public-api/invoke.ts";
import { PageQuery, pageOf } from "#public-api/page.ts";
import type { Route } from "#public-api/route.ts";
import {
  CheckedOutputSchema,
  CheckOutputSchema,
  TriedDraft,
  TriedInvoke,
  Validation,
} from "#public-api/validate.ts";
import { Run } from "#runs/run.ts";

export const ListAppsQuery = z.strictObject({
  ...PageQuery.shape,
  archived: z.enum(["true", "false"]).default("false"),
  activity: z
    .enum(["day"])
    .optional()
    .meta({ description: "Tells of each app how often it ran, and failed, by the hour." }),
});

export const DiffQuery = z.strictObject({
  against: z.coerce.number().int().min(1).optional().meta({
    description: "The revision to compare with. Left out: the one before.",
  }),
});

export const RevisionsQuery = PageQuery.extend({
  fields: z.enum(["all", "head"]).default("all").meta({
    description: "head: without the configurations, which may be long. Read one by its number.",
  }),
});

export const InspectQuery = z.strictObject({ revision: z.coerce.number().int().min(1).optional() });

const invokeHeaders = {
  Accept: "application/json: the finished run. text/event-stream: the run's events.",
  Prefer: "wait=n (seconds, at most 240; 120 unless said), or respond-async: 202 at once.",
  traceparent: "A W3C trace context to continue.",
};

export const appRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/apps",
    group: "Apps",
    summary: "List apps",
    role: "viewer",
    query: ListAppsQuery,
    answers: { 200: { description: "Newest first.", body: pageOf(App) } },
  },
  {
    method: "POST",
    path: "/apps",
    group: "Apps",
    summary: "Create an app",
    role: "editor",
    body: CreateApp,
    example: { name: "Support assistant", type: "chat", templateId: "support-assistant" },
    answers: { 201: { description: "The app and its revision 1.", body: AppWithRevision } },
    errors: ["invalid_request", "invalid_config", "conflict"],
  },
  {
    method: "GET",
    path: "/apps/{app}",
    group: "Apps",
    summary: "Read an app",
    role: "viewer",
    answers: { 200: { description: "The app.", body: App } },
  },
  {
    method: "PATCH",
    path: "/apps/{app}",
    group: "Apps",
    summary: "Rename, archive or restore an app",
    role: "editor",
    body: UpdateApp,
    example: { name: "Support" },
    answers: { 200: { description: "The app as it is now.", body: App } },
    errors: ["conflict"],
  },
  {
    method: "DELETE",
    path: "/apps/{app}",
    group: "Apps",
    summary: "Archive an app",
    description: "It refuses invokes from now on; its history stays.",
    role: "editor",
    answers: { 200: { description: "The archived app.", body: App } },
  },
  {
    method: "GET",
    path: "/apps/{app}/export",
    group: "Apps",
    summary: "Export an app as a file",
    description: "YAML with every revision and where each environment points. No keys, people or runs.",
    role: "viewer",
    answers: { 200: { description: "The file.", media: ["application/yaml"] } },
  },
  {
    method: "POST",
    path: "/apps/import",
    group: "Apps",
    summary: "Import an app from a file",
    description:
      "The same configurations, numbers, messages and deployments as in the file. A slug that is taken gets a number.",
    role: "editor",
    body: ImportApp,
    largestBodyBytes: largestImportBytes,
    example: {
      file: "slipway: 1\napp:\n  name: Support\n  slug: support\n  type: chat\nrevisions:\n  - number: 1\n    message: First revision\n    config:\n      model: demo/demo\n      instructions: Answer in one sentence.\n",
    },
    answers: { 201: { description: "The app and its newest revision.", body: AppWithRevision } },
    errors: ["invalid_request", "invalid_config", "conflict"],
  },
  {
    method: "GET",
    path: "/apps/{app}/revisions",
    group: "Revisions",
    summary: "List an app's revisions",
    role: "viewer",
    query: RevisionsQuery,
    answers: { 200: { description: "Newest first.", body: pageOf(z.union([Revision, RevisionHead])) } },
  },
  {
    method: "POST",
    path: "/apps/{app}/revisions",
    group: "Revisions",
    summary: "Commit a revision",
    role: "editor",
    body: CreateRevision,
    example: {
      config: { model: "demo/demo", instructions: "Answer in one sentence." },
      message: "Shorter answers",
    },
    answers: { 201: { description: "The new revision.", body: Revision } },
    errors: ["invalid_config", "conflict"],
  },
  {
    method: "GET",
    path: "/apps/{app}/revisions/{number}",
    group: "Revisions",
    summary: "Read a revision",
    role: "viewer",
    answers: { 200: { description: "The revision.", body: Revision } },
  },
  {
    method: "GET",
    path: "/apps/{app}/revisions/{number}/diff",
    group: "Revisions",
    summary: "What a revision changed",
    description: "Field by field, and word by word inside texts: from `against` to this one.",
    role: "viewer",
    query: DiffQuery,
    answers: {
      200: { description: "The differences, in the order of the configuration.", body: RevisionDiff },
    },
  },
  {
    method: "GET",
    path: "/apps/{app}/deployments",
    group: "Deployments",
    summary: "Where each environment points",
    role: "viewer",
    answers: {
      200: {
        description: "The current deployments, and what was deployed before.",
        body: z.object({ items: z.array(Deployment), nextCursor: z.null(), history: z.array(Deployment) }),
      },
    },
  },
  {
    method: "PUT",
    path: "/apps/{app}/deployments/{environment}",
    group: "Deployments",
    summary: "Deploy or roll back",
    role: "editor",
    body: Deploy,
    example: { revision: 2 },
    answers: { 200: { description: "The deployment.", body: Deployment } },
  },
  {
    method: "GET",
    path: "/apps/{app}/inspect",
    group: "Apps",
    summary: "What an app takes and answers, as JSON Schema",
    role: "viewer",
    query: InspectQuery,
    answers: { 200: { description: "JSON Schema 2020-12.", body: Inspection } },
  },
  {
    method: "POST",
    path: "/apps/{app}/validate",
    group: "Runs",
    summary: "Try an invoke without running it",
    description:
      "Answers 200 also for what an invoke would refuse: `valid` is false and a check says why. Nothing is stored, no model is called.",
    role: "editor",
    body: TriedInvoke,
    example: { input: { variables: { topic: "tides" } } },
    answers: { 200: { description: "What the invoke would meet.", body: Validation } },
  },
  {
    method: "POST",
    path: "/drafts/validate",
    group: "Apps",
    summary: "Try a configuration of an app that is not made yet",
    description:
      "Says what making the app and its first run would meet: the checks of `/apps/{app}/validate` without those of an app and a session. Nothing is stored, no model is called.",
    role: "editor",
    body: TriedDraft,
    example: {
      type: "chat",
      config: { model: "demo/demo", instructions: "Answer in one sentence." },
      input: { message: "When does the yard open?" },
    },
    answers: { 200: { description: "What its first run would meet.", body: Validation } },
  },
  {
    method: "POST",
    path: "/output-schema/check",
    group: "Apps",
    summary: "Try an output schema, and an answer against it",
    role: "editor",
    body: CheckOutputSchema,
    example: {
      schema: { type: "object", properties: { total: { type: "number" } }, required: ["total"] },
      sample: '{"total": 12.5}',
    },
    answers: { 200: { description: "What is wrong with them, if anything.", body: CheckedOutputSchema } },
  },
  {
    method: "POST",
    path: "/apps/{app}/invoke",
    group: "Runs",
    summary: "Start a run",
    description:
      'A chat or an agent takes a message; a completion takes the values of its variables: `{"input": {"variables": {"topic": "tides"}}}`. `/inspect` says which there are.',
    role: "editor",
    headers: invokeHeaders,
    body: InvokeRequest,
    example: { input: { message: "When does the yard open?" } },
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
];
