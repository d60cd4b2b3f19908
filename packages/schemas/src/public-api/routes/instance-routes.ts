import { z } from "zod";
import { Template } from "#apps/app.ts";
import { Model } from "#models/model.ts";
import { pageOf } from "#public-api/page.ts";
import { Health, Readiness } from "#public-api/readiness.ts";
import type { Route } from "#public-api/route.ts";

export const instanceRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/health",
    base: "/api",
    group: "Instance",
    summary: "Is the process alive",
    role: "public",
    answers: { 200: { description: "It lives.", body: Health } },
  },
  {
    method: "GET",
    path: "/ready",
    base: "/api",
    group: "Instance",
    summary: "Can runs be executed now",
    role: "public",
    answers: {
      200: { description: "The database is migrated and a runner has a fresh heartbeat.", body: Readiness },
      503: { description: "Names what is missing.", body: Readiness },
    },
  },
  {
    method: "GET",
    path: "/openapi.json",
    group: "Instance",
    summary: "This description",
    role: "public",
    answers: { 200: { description: "OpenAPI 3.1.", body: z.record(z.string(), z.unknown()) } },
  },
  {
    method: "GET",
    path: "/templates",
    group: "Apps",
    summary: "List templates",
    role: "viewer",
    answers: { 200: { description: "All of them.", body: pageOf(Template) } },
  },
  {
    method: "GET",
    path: "/models",
    group: "Providers",
    summary: "List the models that can be used now",
    role: "viewer",
    answers: { 200: { description: "All of them.", body: pageOf(Model) } },
  },
];
