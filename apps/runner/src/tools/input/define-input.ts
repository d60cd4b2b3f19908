import { z } from "zod";

export type ToolInput<T> = {
  /** For the model. Says nothing of further arguments, so that it is us who explain why one is refused. */
  readonly inputSchema: Readonly<Record<string, unknown>>;
  parse(
    input: unknown,
  ): { readonly kind: "valid"; readonly value: T } | { readonly kind: "invalid"; readonly message: string };
};

/** A tool's arguments from one declaration: the JSON Schema that the model sees and the check before the tool runs. */
export function defineInput<S extends z.ZodRawShape>(shape: S): ToolInput<z.output<z.ZodObject<S>>> {
  const { $schema: _, ...inputSchema } = z.toJSONSchema(z.object(shape), { io: "input" });
  const strict = z.strictObject(shape);
  return {
    inputSchema,
    parse: (input) => {
      const parsed = strict.safeParse(input);
      return parsed.success
        ? { kind: "valid", value: parsed.data }
        : {
            kind: "invalid",
            message: `${explain(parsed.error)} Arguments: ${Object.keys(shape).join(", ")}.`,
          };
    },
  };
}

function explain(error: z.ZodError): string {
  const [issue] = error.issues;
  const where = issue?.path.join(".");
  return where ? `\`${where}\`: ${issue?.message}.` : `${issue?.message ?? "The input is not valid"}.`;
}
