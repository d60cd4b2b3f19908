import { variablesOf } from "@slipway/prompts/prompt/prompt-parts";
import type { Variable } from "@slipway/prompts/variables/variable";
import type { App, Revision } from "@slipway/schemas/apps/app";
import type { AppType } from "@slipway/schemas/apps/app-type";
import { builtParts } from "@slipway/schemas/apps/built-parts";
import type { Inspection } from "@slipway/schemas/public-api/inspect";
import { RunOutput } from "@slipway/schemas/runs/run";
import { RunInput } from "@slipway/schemas/runs/run-input";
import { z } from "zod";
import { configJsonSchema, type JsonSchema } from "#configs/config-json-schema.ts";

type Inspected = Pick<Revision, "number" | "config">;

/** What an app takes and answers at a revision. Only what this release runs is in it. */
export function inspectApp(app: App, { number, config }: Inspected): Inspection {
  return {
    app,
    revision: number,
    harness: app.type === "agent" ? "pi" : "llm",
    schemas: {
      config: configJsonSchema(app.type),
      input: inputSchema(app.type, config),
      output: outputSchema(config),
    },
    capabilities: capabilitiesOf(app.type),
  };
}

/** A completion takes its variables and nothing else; a chat a message, and its variables where it has some. */
function inputSchema(type: AppType, config: JsonSchema): JsonSchema {
  const said = jsonSchema(RunInput.omit({ variables: true }), "input");
  const variables = type === "agent" ? [] : variablesOf(config);
  const schema = type === "completion" ? { ...said, properties: {} } : said;
  if (variables.length === 0) return schema;
  const ofValues = variablesSchema(variables);
  const isRequired = type === "completion" && ofValues.required.length > 0;
  return {
    ...schema,
    properties: { ...Object(schema.properties), variables: ofValues },
    ...(isRequired ? { required: ["variables"] } : {}),
  };
}

/** The variables of this very app. What has a default may be left out. */
function variablesSchema(variables: readonly Variable[]) {
  const properties = variables.map(({ name, description, default: fallback }) => {
    const described = description === undefined ? {} : { description };
    const defaulted = fallback === undefined ? {} : { default: fallback };
    return [name, { type: "string", maxLength: longestValue, ...described, ...defaulted }] as const;
  });
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    required: variables.flatMap((variable) =>
      variable.required && variable.default === undefined ? [variable.name] : [],
    ),
    additionalProperties: false,
  };
}

const longestValue = 32_000;

/** With the form that `data` has at this revision: a document of its own, so that its references hold. */
function outputSchema({ outputSchema: data }: JsonSchema): JsonSchema {
  const schema = jsonSchema(RunOutput.omit({ data: true }), "output");
  if (data === undefined) return schema;
  const properties = { ...Object(schema.properties), data: { $id: "urn:slipway:output", ...Object(data) } };
  return { ...schema, properties };
}

function capabilitiesOf(type: AppType): Record<string, boolean> {
  const has = (part: string) => builtParts[type].includes(part);
  return {
    streaming: true,
    sessions: type !== "completion",
    variables: has("variables"),
    outputSchema: has("outputSchema"),
    fallbackModels: has("fallbackModels"),
    tools: has("tools"),
    approvals: has("permissions"),
    durable: has("durable"),
  };
}

function jsonSchema(schema: z.ZodType, io: "input" | "output"): JsonSchema {
  return z.toJSONSchema(schema, { io, target: "draft-2020-12", unrepresentable: "any" }) as JsonSchema;
}
