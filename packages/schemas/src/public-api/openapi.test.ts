import { describe, expect, it } from "vitest";
import { z } from "zod";
import { errorCatalog } from "#errors/error-catalog.ts";
import { eventPayloads, eventTypes } from "#events/event.ts";
import { createOpenApi } from "#public-api/openapi.ts";
import { routes } from "#public-api/routes.ts";

const Schema = z.looseObject({ properties: z.record(z.string(), z.unknown()).default({}) });
const Content = z.record(
  z.string().includes("/"),
  z.strictObject({ schema: z.looseObject({}), example: z.looseObject({}).optional() }),
);
const Parameter = z.strictObject({
  name: z.string().min(1),
  in: z.enum(["path", "query", "header"]),
  required: z.boolean(),
  description: z.string().optional(),
  schema: z.looseObject({}),
});
const Operation = z.strictObject({
  operationId: z.string().regex(/^[a-zA-Z]+$/),
  tags: z.array(z.string()).length(1),
  summary: z.string().min(1),
  description: z.string().optional(),
  security: z.array(z.never()).optional(),
  "x-role": z.enum(["viewer", "editor", "admin", "owner"]).optional(),
  parameters: z.array(Parameter),
  requestBody: z.strictObject({ required: z.literal(true), content: Content }).optional(),
  responses: z.record(
    z.string().regex(/^[2-5]\d\d$/),
    z.strictObject({ description: z.string().min(1), content: Content.optional() }),
  ),
});
const Document = z.strictObject({
  openapi: z.literal("3.1.0"),
  info: z.strictObject({ title: z.string(), version: z.string(), description: z.string() }),
  security: z.array(z.record(z.string(), z.array(z.never()))),
  paths: z.record(
    z.string().startsWith("/api/"),
    z.partialRecord(z.enum(["get", "post", "put", "patch", "delete"]), Operation),
  ),
  components: z.strictObject({
    securitySchemes: z.record(z.string(), z.looseObject({ type: z.enum(["http", "apiKey"]) })),
    schemas: z.record(z.string().regex(/^[A-Za-z0-9._-]+$/), Schema),
  }),
});

const raw = createOpenApi();
const document = Document.parse(raw);
const { schemas } = document.components;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    path,
    operation,
  })),
);

function refsIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "$ref" && typeof inner === "string" ? [inner] : refsIn(inner),
  );
}

/** The names of a component's fields, through one `$ref`. */
function fieldsOf(name: string): string[] {
  return Object.keys(schemas[name]?.properties ?? {});
}

describe("the OpenAPI document", () => {
  it("is plain JSON that says the same each time", () => {
    expect(JSON.parse(JSON.stringify(raw))).toEqual(raw);
    expect(createOpenApi()).toEqual(raw);
  });

  it("has every $ref lead somewhere, and every component be referred to", () => {
    const prefix = "#/components/schemas/";
    const refs = refsIn(raw);
    expect(refs.filter((ref) => !ref.startsWith(prefix))).toEqual([]);
    const used = new Set(refs.map((ref) => ref.slice(prefix.length)));
    expect([...used].filter((name) => !(name in schemas))).toEqual([]);
    expect(Object.keys(schemas).filter((name) => !used.has(name) && name !== "Event")).toEqual([]);
  });

  it("keeps nothing inside a schema that only an isolated schema may have", () => {
    const keywords = JSON.stringify(raw).match(/"\$\w+"(?=:)/g) ?? [];
    expect(new Set(keywords)).toEqual(new Set(['"$ref"']));
  });

  it("describes exactly the routes that there are", () => {
    const declared = routes.map((route) => `${route.method} ${route.base ?? "/api/v1"}${route.path}`);
    expect(operations.map(({ name }) => name).toSorted()).toEqual(declared.toSorted());
    expect(new Set(declared).size).toBe(declared.length);
  });

  it.each(operations)("$name declares its path's parameters, once each", ({ path, operation }) => {
    const inPath = operation.parameters.filter((parameter) => parameter.in === "path");
    expect(inPath.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
    expect(inPath.every((parameter) => parameter.required)).toBe(true);
    const keys = operation.parameters.map((parameter) => `${parameter.in} ${parameter.name}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("gives every operation an id of its own", () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it.each(routes)("$method $path has its answers, errors, query and role", (route) => {
    const path = `${route.base ?? "/api/v1"}${route.path}`;
    const operation = operations.find(({ name }) => name === `${route.method} ${path}`)?.operation;
    const errors = (route.errors ?? []).map((code) => String(errorCatalog[code].status));
    expect(Object.keys(operation?.responses ?? {})).toEqual(
      expect.arrayContaining([...Object.keys(route.answers), ...errors]),
    );
    const query = operation?.parameters
      .filter((parameter) => parameter.in === "query")
      .map(({ name }) => name);
    expect(query).toEqual(Object.keys(route.query?.shape ?? {}));
    expect(operation?.requestBody !== undefined).toBe(
      route.body !== undefined || route.rawBody !== undefined,
    );
    expect(operation?.security).toEqual(route.role === "public" ? [] : undefined);
    expect(operation?.["x-role"]).toBe(route.role === "public" ? undefined : route.role);
  });

  it.each([
    [
      "Run",
      "id sessionId app revision environment status stopReason input output error usage costUsd budget attempt queuePosition pendingApprovals source metadata traceId createdAt startedAt finishedAt durationMs ttftMs",
    ],
    ["RunUsage", "inputTokens outputTokens cacheReadTokens cacheWriteTokens reasoningTokens turns toolCalls"],
    ["RunError", "code message hint retryable details"],
    ["RunOutput", "text data partial"],
    ["Revision", "number config message author createdAt"],
    ["Message", "id role runId parts createdAt"],
    ["Inspection", "app revision harness schemas capabilities"],
    ["Template", "id type name description config"],
    ["Approval", "id callId tool input reason expiresAt"],
    ["Error", "error"],
    [
      "InvokeRequestInput",
      "input sessionId clientMessageId revision environment config onBusy budget approvals metadata durable",
    ],
    ["CreateProviderInput", "name api baseUrl apiKey models"],
    ["CreateAppInput", "name slug type templateId config"],
    ["CreateRevisionInput", "config message"],
  ])("has every documented field of %s", (name, documented) => {
    expect(fieldsOf(name)).toEqual(expect.arrayContaining(documented.split(" ")));
  });

  it.each(eventTypes)("describes the event %s with its envelope", (type) => {
    const fields = ["seq", "sessionId", "runId", "at", "type", ...Object.keys(eventPayloads[type])];
    expect(fieldsOf(`Event.${type}`).toSorted()).toEqual(fields.toSorted());
  });

  it("never shows a provider's key", () => {
    expect(fieldsOf("Provider")).not.toContain("apiKey");
    expect(fieldsOf("ApiKey")).not.toContain("value");
  });
});

it.each(routes.flatMap((route) => (route.body ? [{ ...route, body: route.body }] : [])))(
  "has an example for $method $path that the route would take",
  ({ body, example }) => {
    expect(body.safeParse(example)).toMatchObject({ success: true });
  },
);
