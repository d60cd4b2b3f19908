import type { App } from "@slipway/schemas/apps/app";
import type { AppType } from "@slipway/schemas/apps/app-type";
import { builtParts } from "@slipway/schemas/apps/built-parts";
import type { Inspection } from "@slipway/schemas/public-api/inspect";
import { RunOutput } from "@slipway/schemas/runs/run";
import { RunInput } from "@slipway/schemas/runs/run-input";
import { z } from "zod";
import { configJsonSchema, type JsonSchema } from "#configs/config-json-schema.ts";

/** What an app takes and answers at a revision. Only what this release runs is in it. */
export function inspectApp(app: App, revision: number): Inspection {
  return {
    app,
    revision,
    harness: app.type === "agent" ? "pi" : "llm",
    schemas: {
      config: configJsonSchema(app.type),
      input: inputSchema(app.type),
      output: outputSchema(app.type),
    },
    capabilities: capabilitiesOf(app.type),
  };
}

function inputSchema(type: AppType): JsonSchema {
  const takesVariables = builtParts[type].includes("variables");
  return jsonSchema(takesVariables ? RunInput : RunInput.omit({ variables: true }), "input");
}

function outputSchema(type: AppType): JsonSchema {
  const hasData = builtParts[type].includes("outputSchema");
  return jsonSchema(hasData ? RunOutput : RunOutput.omit({ data: true }), "output");
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
