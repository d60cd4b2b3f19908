import { createOpenApi } from "@slipway/schemas/public-api/openapi";
import { z } from "zod";

/** A JSON Schema as far as the page shows it. */
export type ShownSchema = z.infer<typeof ShownSchema>;
const ShownSchema = z.looseObject({
  $ref: z.string().optional(),
  description: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
});

const Content = z.record(z.string(), z.object({ schema: ShownSchema, example: z.unknown().optional() }));

const Operation = z.object({
  operationId: z.string(),
  tags: z.tuple([z.string()]),
  summary: z.string(),
  description: z.string().optional(),
  "x-role": z.string().optional(),
  parameters: z.array(
    z.object({
      name: z.string(),
      in: z.enum(["path", "query", "header"]),
      description: z.string().optional(),
      schema: ShownSchema,
    }),
  ),
  requestBody: z.object({ content: Content }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: Content.optional() })),
});

const Document = z.object({
  info: z.object({ title: z.string(), description: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({ schemas: z.record(z.string(), ShownSchema) }),
});

export type ShownOperation = z.infer<typeof Operation> & { readonly method: string; readonly path: string };

export type Reference = {
  readonly description: string;
  /** By the part of the product that they belong to, in the contract's order. */
  readonly groups: readonly { readonly name: string; readonly operations: readonly ShownOperation[] }[];
  readonly schemas: readonly { readonly name: string; readonly schema: ShownSchema }[];
};

let reference: Reference | undefined;

/** What the page shows, from the very document that programs get. Made once in a process. */
export function readReference(): Reference {
  reference ??= toReference(Document.parse(createOpenApi()));
  return reference;
}

function toReference({ info, paths, components }: z.infer<typeof Document>): Reference {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path,
    })),
  );
  const groups = [...Map.groupBy(operations, (operation) => operation.tags[0])];
  return {
    description: info.description,
    groups: groups.map(([name, members]) => ({ name, operations: members })),
    schemas: Object.entries(components.schemas).map(([name, schema]) => ({ name, schema })),
  };
}

/** Reads a schema inside another one. */
export function shownSchema(value: unknown): ShownSchema {
  return ShownSchema.catch({}).parse(value);
}
