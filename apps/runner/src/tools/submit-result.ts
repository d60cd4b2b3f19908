import type { Tool } from "#tools/tool.ts";

type Schema = Readonly<Record<string, unknown>>;

/** How a run that has to bring a result of a certain form hands it in. The host checks the arguments against the schema. */
export function createSubmitResult(outputSchema: Schema): Tool {
  const isObject = outputSchema.type === "object";
  return {
    name: "submit_result",
    description:
      "Hands in the result of the task and ends it. Call it once, alone, when the work is done; what you say in words is not the result.",
    inputSchema: isObject ? outputSchema : wrapped(outputSchema),
    access: "read",
    idempotent: true,
    timeoutMs: 5_000,
    subjectOf: () => "",
    run: ({ input }) =>
      Promise.resolve({
        output: "The result was taken.",
        isError: false,
        result: { data: isObject ? input : input.result },
      }),
  };
}

/** Arguments are always an object. */
function wrapped(schema: Schema): Schema {
  return {
    type: "object",
    properties: { result: schema },
    required: ["result"],
    additionalProperties: false,
  };
}
