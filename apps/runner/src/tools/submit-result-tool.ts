import type { Tool } from "#tools/tool.ts";

type Schema = Readonly<Record<string, unknown>>;

/**
 * The tool that ends a run with its output. Arguments are always an object, so a schema of anything else is asked for
 * under `result`. Whoever runs tools checks the input against the schema before.
 */
export function createSubmitResultTool(outputSchema: Schema): Tool {
  const isObject = outputSchema.type === "object";
  return {
    name: "submit_result",
    description:
      "Ends the work with its result, in the form that is asked for. Call it once, alone, when everything is done.",
    inputSchema: isObject ? outputSchema : wrap(outputSchema),
    access: "read",
    idempotent: true,
    timeoutMs: 10_000,
    subject: "none",
    subjectOf: () => "",
    run: ({ input }) =>
      Promise.resolve({
        output: "The result is taken.",
        isError: false,
        result: { data: isObject ? input : input.result },
      }),
  };
}

function wrap(schema: Schema): Schema {
  return {
    type: "object",
    properties: { result: moveReferences(schema) },
    required: ["result"],
    additionalProperties: false,
  };
}

/** References within the schema start at its root, which is now deeper. One with an `$id` is a root of its own. */
function moveReferences(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(moveReferences);
  if (typeof schema !== "object" || schema === null || "$id" in schema) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (key !== "$ref" || typeof value !== "string" || !/^#(\/|$)/.test(value))
        return [key, moveReferences(value)];
      return [key, `#/properties/result${value.slice(1)}`];
    }),
  );
}
