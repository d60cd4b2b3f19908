import { z } from "zod";
import { EnvironmentName } from "#apps/app.ts";
import { AnyConfig } from "#apps/app-config.ts";
import { idOf } from "#ids.ts";
import { Budget } from "#runs/budget.ts";
import { RunInput } from "#runs/run-input.ts";

/** What to do with a message to a session that is busy. */
export const OnBusy = z.enum(["enqueue", "reject", "interrupt", "steer"]);
export type OnBusy = z.infer<typeof OnBusy>;

const invokeFields = {
  input: RunInput,
  clientMessageId: z.string().min(1).max(200).optional().meta({
    description: "Unique per app: the same one again answers the same run.",
  }),
  revision: z.int().min(1).optional(),
  environment: EnvironmentName.optional(),
  config: AnyConfig.optional().meta({ description: "A draft." }),
  onBusy: OnBusy.default("enqueue"),
  budget: Budget.optional().meta({ description: "Can only tighten the configuration's." }),
  approvals: z.record(z.string(), z.enum(["allow", "deny"])).optional(),
  metadata: z.record(z.string().max(100), z.unknown()).optional(),
  durable: z.boolean().optional(),
};

type Target = { revision?: number | undefined; environment?: string | undefined; config?: unknown };
const oneTarget = (body: Target) =>
  [body.revision, body.environment, body.config].filter((target) => target !== undefined).length <= 1;
const oneTargetError = {
  path: ["revision"],
  error: "Give one of revision, environment and config, not more.",
};

/** The body of `POST /apps/{app}/invoke`. */
export const InvokeRequest = z
  .strictObject({ ...invokeFields, sessionId: idOf("session").optional() })
  .refine(oneTarget, oneTargetError)
  .meta({ id: "InvokeRequest" });
export type InvokeRequest = z.infer<typeof InvokeRequest>;

/** The body of `POST /sessions/{id}/runs`: the session is in the path. */
export const SessionRunRequest = z
  .strictObject(invokeFields)
  .refine(oneTarget, oneTargetError)
  .meta({ id: "SessionRunRequest" });
export type SessionRunRequest = z.infer<typeof SessionRunRequest>;
