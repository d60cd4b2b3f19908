import { z } from "zod";
import { configSchemas } from "#apps/app-config.ts";
import { builtParts } from "#apps/built-parts.ts";
import { errorCatalog } from "#errors/error-catalog.ts";
import { eventSchema, eventTypes } from "#events/event.ts";
import { jobCatalog } from "#jobs/job-catalog.ts";
import { createOpenApi } from "#public-api/openapi.ts";
import { runTransitions } from "#runs/run-status.ts";
import { StoredSpan } from "#traces/span.ts";

/** Everything that a web and a runner have to agree on, as plain JSON. What only explains is left out. */
export function contractParts(): unknown {
  const configs = Object.entries(configSchemas).map(([type, schema]) => [type, jsonSchemaOf(schema)]);
  const jobs = Object.entries(jobCatalog).map(([name, schema]) => [name, jsonSchemaOf(schema)]);
  const events = eventTypes.map((type) => [type, jsonSchemaOf(eventSchema(type))]);
  return withoutProse({
    events: Object.fromEntries(events),
    configs: Object.fromEntries(configs),
    jobs: Object.fromEntries(jobs),
    span: jsonSchemaOf(StoredSpan),
    api: createOpenApi(),
    builtParts,
    errorCatalog,
    runTransitions,
  });
}

function jsonSchemaOf(schema: z.ZodType): unknown {
  return z.toJSONSchema(schema, { io: "input", target: "draft-2020-12", unrepresentable: "any" });
}

const proseKeywords = new Set(["title", "description", "summary", "examples"]);
/** Objects whose keys are names that we chose: a field may well be called `description`. */
const mapsOfNames = new Set(["properties", "$defs", "schemas"]);

/** Drops prose and sorts keys, so that neither a better sentence nor the order of a file is a new contract. */
function withoutProse(value: unknown, isMapOfNames = false): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutProse(item));
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value)
    .filter(([key]) => isMapOfNames || !proseKeywords.has(key))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    kept.map(([key, inner]) => [key, withoutProse(inner, !isMapOfNames && mapsOfNames.has(key))]),
  );
}
