import { z } from "zod";
import { idOf } from "#ids.ts";
import { JsonObject } from "#json-value.ts";
import { Time } from "#time.ts";

/** A tool call that waits for a person's decision. */
export const Approval = z
  .object({
    id: idOf("approval"),
    callId: z.string(),
    tool: z.string(),
    input: JsonObject,
    reason: z.string(),
    expiresAt: Time,
  })
  .meta({ id: "Approval" });
export type Approval = z.infer<typeof Approval>;

/** How long a person has. */
export const approvalLifeMs = 24 * 60 * 60 * 1_000;

export const approvalStatuses = ["pending", "allowed", "denied", "expired", "moot"] as const;
/** `expired`: nobody decided in time; `moot`: its run ended first. Both count as denied. */
export const ApprovalStatus = z.enum(approvalStatuses);
export type ApprovalStatus = z.infer<typeof ApprovalStatus>;

/** `once`: this call. `session`: also later calls of the session, of this tool or, where it runs commands, with this very command. */
export const ApprovalScope = z.enum(["once", "session"]);
export type ApprovalScope = z.infer<typeof ApprovalScope>;

/** An approval with where it belongs and what became of it. */
export const ApprovalRecord = Approval.extend({
  runId: idOf("run"),
  sessionId: idOf("session"),
  app: z.object({ id: idOf("app"), slug: z.string(), name: z.string() }),
  status: ApprovalStatus,
  scope: ApprovalScope.nullable(),
  editedInput: JsonObject.nullable().meta({ description: "What the person made of the input." }),
  decidedBy: z.string().nullable(),
  decidedAt: Time.nullable(),
  comment: z.string().nullable().meta({ description: "What the person said with the decision." }),
  createdAt: Time,
}).meta({ id: "ApprovalRecord" });
export type ApprovalRecord = z.infer<typeof ApprovalRecord>;

export const DecideApproval = z
  .strictObject({
    decision: z.enum(["allow", "deny"]),
    reason: z
      .string()
      .trim()
      .max(2_000)
      .optional()
      .meta({ description: "Told to the model where it is denied." }),
    scope: ApprovalScope.default("once"),
    input: JsonObject.optional().meta({ description: "Runs with this input instead. Only with allow." }),
  })
  .refine(({ decision, input }) => decision === "allow" || input === undefined, {
    path: ["input"],
    error: "A denied call has no input to run with.",
  })
  .refine(({ decision, scope }) => decision === "allow" || scope === "once", {
    path: ["scope"],
    error: "Only allow can hold for the session.",
  })
  .meta({ id: "DecideApproval" });
export type DecideApproval = z.infer<typeof DecideApproval>;

/** What has to be known of a tool to judge an input without having the tool. Kept with a question, never shown. */
export const ToolFacts = z.object({
  inputSchema: JsonObject,
  access: z.enum(["read", "write", "execute"]),
  /** What of an input the rules of permissions are held against. */
  subject: z.enum(["path", "command", "none"]),
});
export type ToolFacts = z.infer<typeof ToolFacts>;
