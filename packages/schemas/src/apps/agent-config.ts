import { z } from "zod";
import { Parameters } from "#apps/parameters.ts";
import { Permissions } from "#apps/permissions.ts";
import { OutputSchema } from "#apps/shared-parts.ts";
import { JsonObject } from "#json-value.ts";
import { ModelRef } from "#models/model-ref.ts";
import { Budget } from "#runs/budget.ts";
import { StoredText } from "#text.ts";

export const builtinTools = ["read", "write", "edit", "bash", "grep", "find", "ls"] as const;

const McpServer = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/),
  command: z.string().min(1).max(2_000).optional(),
  args: z.array(z.string().max(10_000)).max(100).optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
});

const Sandbox = z.strictObject({
  network: z.enum(["none", "allowlist"]).default("none"),
  allowedHosts: z.array(z.string().min(1).max(255)).max(200).optional(),
});

/** A model that works with tools in a sandbox. */
export const AgentConfig = z
  .strictObject({
    model: ModelRef,
    instructions: StoredText.max(200_000).default(""),
    tools: z.strictObject({ builtin: z.array(z.enum(builtinTools)).max(builtinTools.length) }),
    permissions: Permissions.default({ default: "allow_reads", rules: [] }),
    mcpServers: z.array(McpServer).max(20).optional(),
    skills: z
      .array(z.strictObject({ name: z.string().min(1).max(100), content: StoredText.max(200_000) }))
      .max(50)
      .optional(),
    sandbox: Sandbox.optional(),
    parameters: Parameters.optional(),
    outputSchema: OutputSchema.optional(),
    budget: Budget.optional(),
    gates: z
      .array(z.strictObject({ name: z.string().min(1).max(100), command: z.string().min(1).max(10_000) }))
      .max(20)
      .optional(),
    review: z.strictObject({ model: ModelRef, instructions: StoredText.max(200_000) }).optional(),
    memory: JsonObject.optional(),
    durable: z.boolean().default(true),
  })
  .meta({ id: "AgentConfig" });
export type AgentConfig = z.infer<typeof AgentConfig>;
