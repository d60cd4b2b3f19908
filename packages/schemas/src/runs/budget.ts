import { z } from "zod";

/** Limits of one run, as a configuration or an invoke may set them. */
export const Budget = z
  .strictObject({
    maxTurns: z
      .int()
      .min(1)
      .max(200)
      .optional()
      .meta({ title: "Turns", description: "Model calls of one run." }),
    maxToolCalls: z
      .int()
      .min(0)
      .max(10_000)
      .optional()
      .meta({ title: "Tool calls", description: "Attempts count." }),
    maxTokens: z.int().min(1).max(1_000_000_000).optional().meta({
      title: "Tokens",
      description: "Input and output of all turns together.",
    }),
    maxCostUsd: z.number().positive().max(1_000_000).optional().meta({
      title: "Cost in US dollars",
      description: "Needs a model with known prices.",
    }),
    maxDurationMs: z.int().min(1_000).max(86_400_000).optional().meta({
      title: "Duration in milliseconds",
      description: "Everything together; waiting for a person does not count.",
    }),
    idleTimeoutMs: z.int().min(1_000).max(3_600_000).optional().meta({
      title: "Idle time in milliseconds",
      description: "How long the model may be silent.",
    }),
    maxValidationRetries: z.int().min(0).max(10).optional().meta({
      title: "Retries of an invalid output",
      description: "Only with an output schema.",
    }),
    maxResumeAttempts: z.int().min(0).max(20).optional().meta({
      title: "Resumes",
      description: "How often a durable run goes on after its runner was lost.",
    }),
  })
  .meta({ id: "Budget" });
export type Budget = z.infer<typeof Budget>;

export const budgetDefaults = {
  maxTurns: 50,
  maxDurationMs: 1_800_000,
  idleTimeoutMs: 120_000,
  maxValidationRetries: 3,
  maxResumeAttempts: 3,
} as const satisfies Budget;

/** The limits in force: defaults, narrowed or widened by the configuration, and only tightened by the invoke. */
export function resolveBudget(configured: Budget = {}, invoked: Budget = {}): Budget {
  const resolved: Budget = { ...budgetDefaults };
  for (const key of Object.keys(Budget.shape) as (keyof Budget)[]) {
    const limit = configured[key] ?? resolved[key];
    const asked = invoked[key];
    if (limit !== undefined) resolved[key] = limit;
    if (asked !== undefined) resolved[key] = limit === undefined ? asked : Math.min(limit, asked);
  }
  return resolved;
}
