import { z } from "zod";

/** What the GenAI conventions ask of messages on spans (gen-ai-input-messages.json, gen-ai-output-messages.json), strictly. */
const Part = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("text"), content: z.string() }),
  z.strictObject({ type: z.literal("reasoning"), content: z.string() }),
  z.strictObject({ type: z.literal("tool_call"), id: z.string(), name: z.string(), arguments: z.json() }),
]);

const json = <S extends z.ZodType>(schema: S) =>
  z
    .string()
    .transform((text) => JSON.parse(text))
    .pipe(schema);

const InputMessages = z.array(z.strictObject({ role: z.enum(["user", "assistant"]), parts: z.array(Part) }));
const OutputMessages = z.array(
  z.strictObject({
    role: z.literal("assistant"),
    parts: z.array(Part),
    finish_reason: z.enum(["stop", "length", "content_filter", "tool_call", "error"]),
  }),
);

const Count = z.number().int().min(0);

/** What a model call's span has to say. */
export const ChatSpan = z.object({
  kind: z.literal("SPAN_KIND_CLIENT"),
  name: z.string().startsWith("chat "),
  attributes: z.looseObject({
    "gen_ai.operation.name": z.literal("chat"),
    "gen_ai.provider.name": z.string().min(1),
    "gen_ai.request.model": z.string().min(1),
    "gen_ai.conversation.id": z.string(),
    "gen_ai.usage.input_tokens": Count,
    "gen_ai.usage.output_tokens": Count,
    "gen_ai.response.finish_reasons": z.array(z.string()),
    "gen_ai.response.time_to_first_chunk": z.number().min(0).optional(),
    "gen_ai.output.messages": json(OutputMessages).optional(),
    "server.address": z.string(),
    "server.port": Count,
  }),
});

/** What a tool call's span has to say. */
export const ToolSpan = z.object({
  kind: z.literal("SPAN_KIND_INTERNAL"),
  name: z.string().startsWith("execute_tool "),
  attributes: z.looseObject({
    "gen_ai.operation.name": z.literal("execute_tool"),
    "gen_ai.tool.name": z.string().min(1),
    "gen_ai.tool.call.id": z.string().min(1),
    "gen_ai.tool.type": z.enum(["function", "extension", "datastore"]),
  }),
});

/** What an agent's span has to say. */
export const AgentSpan = z.object({
  kind: z.literal("SPAN_KIND_INTERNAL"),
  name: z.string().startsWith("invoke_agent "),
  attributes: z.looseObject({
    "gen_ai.operation.name": z.literal("invoke_agent"),
    "gen_ai.agent.id": z.string(),
    "gen_ai.agent.name": z.string(),
    "gen_ai.agent.version": z.string(),
    "gen_ai.input.messages": json(InputMessages),
    "gen_ai.output.messages": json(OutputMessages).optional(),
  }),
});
