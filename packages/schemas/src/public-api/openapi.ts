import { z } from "zod";
import { ErrorBody } from "#errors/error-body.ts";
import { errorCatalog } from "#errors/error-catalog.ts";
import { eventSchema, eventTypes } from "#events/event.ts";
import type { Route, RouteAnswer } from "#public-api/route.ts";
import { routes } from "#public-api/routes.ts";

type Json = Record<string, unknown>;

/** The whole public API as an OpenAPI 3.1 document. Every schema stands once, under components. */
export function createOpenApi(): Json {
  const components = new Map<string, Json>();
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = `${route.base ?? "/api/v1"}${route.path}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, components) };
  }
  const events = eventTypes.map((type) =>
    schemaOf(eventSchema(type).meta({ id: `Event.${type}` }), "output", components),
  );
  components.set("Event", { oneOf: events, discriminator: { propertyName: "type" } });
  return {
    openapi: "3.1.0",
    info: {
      title: "Slipway",
      version: "1",
      description:
        "JSON is camelCase, times are ISO-8601 UTC, money is a decimal number in US dollars. Lists answer `{items, nextCursor}`.",
    },
    security: [{ apiKey: [] }, { cookie: [] }],
    paths,
    components: {
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer", description: "A project's API key: slp_…" },
        cookie: {
          type: "apiKey",
          in: "cookie",
          name: "slipway.session_token",
          description: "The browser's session.",
        },
      },
      schemas: Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
    },
  };
}

function operation(route: Route, components: Map<string, Json>): Json {
  const answers = Object.entries(route.answers).map(([status, answer]) => [
    status,
    response(answer, components),
  ]);
  const codes = new Set(route.errors ?? []);
  if (route.role !== "public") codes.add("unauthenticated").add("forbidden");
  if (route.path.includes("{")) codes.add("not_found");
  if (route.body || route.query) codes.add("invalid_request");
  const error = schemaOf(ErrorBody, "output", components);
  const errors = Map.groupBy(codes, (code) => errorCatalog[code].status);
  const errorAnswers = [...errors].map(([status, group]) => [
    status,
    { description: group.join(", "), content: { "application/json": { schema: error } } },
  ]);
  return {
    operationId: `${route.method.toLowerCase()}${route.path.replace("/v1/", "/").replaceAll(/[^A-Za-z0-9]+(.)?/g, (_, next?: string) => (next ?? "").toUpperCase())}`,
    tags: [route.group],
    summary: route.summary,
    ...describe(route),
    ...(route.role === "public" ? { security: [] } : { "x-role": route.role }),
    parameters: [...pathParameters(route), ...queryParameters(route, components), ...headerParameters(route)],
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: {
              "application/json": {
                schema: schemaOf(route.body, "input", components),
                ...(route.example ? { example: route.example } : {}),
              },
            },
          },
        }
      : {}),
    ...(route.rawBody ? { requestBody: rawBody(route.rawBody) } : {}),
    responses: Object.fromEntries([...answers, ...errorAnswers]),
  };
}

function describe({ description, ownerReads, role }: Route): Json {
  const owner = ownerReads && role !== "owner" ? ["The owner of the instance reads it in any project."] : [];
  const sentences = [...(description ? [description] : []), ...owner];
  return sentences.length > 0 ? { description: sentences.join(" ") } : {};
}

function rawBody({ maxBytes }: NonNullable<Route["rawBody"]>): Json {
  const description = `The bytes of the file, at most ${maxBytes}.`;
  const schema = { type: "string", format: "binary", description };
  return { required: true, content: { "application/octet-stream": { schema } } };
}

function response(answer: RouteAnswer, components: Map<string, Json>): Json {
  const content: Json = {};
  if (answer.body) content["application/json"] = { schema: schemaOf(answer.body, "output", components) };
  for (const media of answer.media ?? []) {
    content[media] = {
      schema:
        media === "text/event-stream"
          ? { type: "string", description: "Frames whose data is an Event." }
          : { type: "string", format: "binary" },
    };
  }
  return { description: answer.description, ...(Object.keys(content).length > 0 ? { content } : {}) };
}

function pathParameters(route: Route): Json[] {
  return [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: name === "number" ? "integer" : "string" },
    ...(name === "app" ? { description: "An id or a slug." } : {}),
  }));
}

function queryParameters(route: Route, components: Map<string, Json>): Json[] {
  if (!route.query) return [];
  const schema = schemaOf(route.query, "input", components);
  return Object.entries((schema.properties ?? {}) as Record<string, Json>).map(([name, property]) => {
    const { description, ...rest } = property;
    return { name, in: "query", required: false, schema: rest, ...(description ? { description } : {}) };
  });
}

function headerParameters(route: Route): Json[] {
  return Object.entries(route.headers ?? {}).map(([name, description]) => ({
    name,
    in: "header",
    required: false,
    schema: { type: "string" },
    description,
  }));
}

/** One schema as JSON Schema 2020-12; those with an id move to `components` and are referred to. */
function schemaOf(schema: z.ZodType, io: "input" | "output", components: Map<string, Json>): Json {
  const { $schema, $defs, ...body } = z.toJSONSchema(schema, {
    io,
    target: "draft-2020-12",
    unrepresentable: "any",
  }) as Json;
  const suffix = io === "input" ? "Input" : "";
  const names = new Map(Object.keys(($defs as Json) ?? {}).map((name) => [name, `${name}${suffix}`]));
  for (const [name, definition] of Object.entries(($defs as Record<string, Json>) ?? {})) {
    components.set(`${name}${suffix}`, renamed(withoutId(definition), names));
  }
  const id = schema.meta()?.id;
  if (!id) return renamed(body, names);
  if (!("$ref" in body)) components.set(`${id}${suffix}`, renamed(withoutId(body), names));
  return { $ref: `#/components/schemas/${id}${suffix}` };
}

function withoutId(definition: Json): Json {
  const { id, ...rest } = definition;
  return rest;
}

function renamed(value: Json, names: ReadonlyMap<string, string>): Json {
  return JSON.parse(JSON.stringify(value), (key, inner) => {
    if (key !== "$ref" || typeof inner !== "string") return inner;
    const name = inner.slice(inner.lastIndexOf("/") + 1);
    return `#/components/schemas/${names.get(name) ?? name}`;
  });
}
