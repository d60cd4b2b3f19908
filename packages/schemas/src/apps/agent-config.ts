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
  network: z.enum(["none", "allowlist"]).default("none").meta({
    title: "Network",
    description: "What commands can reach. Private addresses are never reachable.",
  }),
  allowedHosts: z
    .array(z.string().min(1).max(255))
    .max(200)
    .optional()
    .meta({ title: "Allowed hosts", description: "Names of hosts that commands may reach." }),
});

const Skill = z.strictObject({
  name: z.string().min(1).max(100).meta({ title: "Name" }),
  content: StoredText.max(200_000).meta({ title: "Document" }),
});

/** A model that works with tools in a sandbox. */
export const AgentConfig = z
  .strictObject({
    model: ModelRef,
    instructions: StoredText.max(200_000).default("").meta({
      title: "Instructions",
      description: "The agent's AGENTS.md: what it is for, how it works, what it must not do.",
    }),
    tools: z.strictObject({ builtin: z.array(z.enum(builtinTools)).max(builtinTools.length) }),
    permissions: Permissions.default({ default: "allow_reads", rules: [] }),
    mcpServers: z.array(McpServer).max(20).optional(),
    skills: z.array(Skill).max(50).optional().meta({
      title: "Skills",
      description: "Documents that the agent is told of by name, and reads when it needs one.",
    }),
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
    durable: z.boolean().default(true).meta({
      title: "Durable",
      description: "A run goes on after its last finished step when its runner is lost.",
    }),
  })
  .meta({ id: "AgentConfig" });
export type AgentConfig = z.infer<typeof AgentConfig>;
