import { z } from "zod";
import { idOf } from "#ids.ts";
import { Time } from "#time.ts";

/** `awaiting`: a tool call that waits for a person's decision. */
export const PartState = z.enum(["open", "awaiting", "done"]);
export type PartState = z.infer<typeof PartState>;

export const ToolOutcome = z.enum(["ok", "error", "denied", "interrupted", "timeout"]);
export type ToolOutcome = z.infer<typeof ToolOutcome>;

const ToolDecision = z.object({
  decision: z.enum(["allow", "deny"]),
  by: z.string().nullable(),
  reason: z.string().nullable(),
});

const part = { id: z.string(), state: PartState };

export const TextPart = z.object({
  ...part,
  type: z.literal("text"),
  text: z.string(),
  interrupted: z.literal(true).optional().meta({ description: "The text was cut and is not complete." }),
});
export const ReasoningPart = z.object({ ...part, type: z.literal("reasoning"), text: z.string() });
export const ToolPart = z.object({
  ...part,
  type: z.literal("tool"),
  callId: z.string(),
  name: z.string(),
  input: z.unknown(),
  output: z.unknown(),
  outcome: ToolOutcome.nullable(),
  durationMs: z.int().nullable(),
  turn: z.int().min(1).optional().meta({ description: "Calls of one turn run in parallel." }),
  inputText: z.string().optional().meta({
    description: "The arguments as the model has written them so far; gone once the call starts.",
  }),
  since: Time.optional().meta({
    description: "When it began to run, or to wait for a decision; gone at its end.",
  }),
  decision: ToolDecision.optional().meta({
    description:
      "What was decided; gone once the call starts, which can take until the last of its turn is decided.",
  }),
});
export type ToolPart = z.infer<typeof ToolPart>;
export const FilePart = z.object({
  ...part,
  type: z.literal("file"),
  path: z.string(),
  mediaType: z.string(),
});
export const ErrorPart = z.object({
  ...part,
  type: z.literal("error"),
  code: z.string(),
  message: z.string(),
});

export const MessagePart = z.discriminatedUnion("type", [
  TextPart,
  ReasoningPart,
  ToolPart,
  FilePart,
  ErrorPart,
]);
export type MessagePart = z.infer<typeof MessagePart>;

export const Message = z
  .object({
    id: idOf("message"),
    role: z.enum(["system", "user", "assistant"]).meta({
      description: "system: what a completion's prompt tells the model before all else.",
    }),
    runId: idOf("run").nullable(),
    parts: z.array(MessagePart),
    superseded: z
      .literal(true)
      .optional()
      .meta({ description: "Another answer took its place: it is kept, and not sent to the model." }),
    createdAt: Time,
  })
  .meta({ id: "Message" });
export type Message = z.infer<typeof Message>;
