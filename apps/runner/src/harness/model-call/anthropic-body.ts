import type { Tool } from "@earendil-works/pi-ai";
import type { Parameters } from "@slipway/schemas/apps/parameters";
import { z } from "zod";
import type { AskedOutput } from "#harness/model-call/call-model.ts";

const Block = z.looseObject({
  type: z.string(),
  id: z.string().optional(),
  tool_use_id: z.string().optional(),
});

/** What matters here of the body that Pi writes. */
const Body = z.looseObject({
  messages: z.array(z.looseObject({ content: z.union([z.string(), z.array(Block)]) })),
  tools: z.array(z.looseObject({ name: z.string() })).optional(),
  output_config: z.looseObject({}).optional(),
});

type More = {
  readonly parameters: Parameters;
  readonly output: AskedOutput | null;
  readonly tools: readonly Tool[];
};

/**
 * The body with what Pi has no option for, and with the tools' whole schemas, of which Pi only takes the properties.
 * Ids of calls that another model has made are spelt as Anthropic takes them.
 */
export function completeAnthropicBody(body: unknown, { parameters, output, tools }: More): unknown {
  const { topP, stop } = parameters;
  const { messages, tools: declared, output_config: config, ...rest } = Body.parse(body);
  return {
    ...rest,
    messages: messages.map((message) => ({ ...message, content: withFitIds(message.content) })),
    ...(declared ? { tools: declared.map((tool) => withWholeSchema(tool, tools)) } : {}),
    ...toOutputConfig(config, output),
    ...(topP === undefined ? {} : { top_p: topP }),
    ...(stop === undefined || stop.length === 0 ? {} : { stop_sequences: stop }),
  };
}

/** How much effort a model makes and the form of its answer stand in one place. */
function toOutputConfig(config: object | undefined, output: AskedOutput | null): object {
  const format = output === null ? {} : { format: { type: "json_schema" as const, schema: output.schema } };
  return config === undefined && output === null ? {} : { output_config: { ...config, ...format } };
}

function withFitIds(content: string | z.infer<typeof Block>[]): unknown {
  if (typeof content === "string") return content;
  return content.map((block) => ({
    ...block,
    ...(block.id === undefined ? {} : { id: toFitId(block.id) }),
    ...(block.tool_use_id === undefined ? {} : { tool_use_id: toFitId(block.tool_use_id) }),
  }));
}

function toFitId(id: string): string {
  return id.replaceAll(/[^\w-]/g, "_");
}

function withWholeSchema(tool: { readonly name: string }, tools: readonly Tool[]): object {
  const whole = tools.find(({ name }) => name === tool.name)?.parameters;
  return whole === undefined ? tool : { ...tool, input_schema: { ...whole, type: "object" } };
}
