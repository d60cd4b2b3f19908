/** Output schemas to begin with, each useful as it is. */
export const schemaStarts: readonly {
  readonly name: string;
  readonly description: string;
  readonly schema: Readonly<Record<string, unknown>>;
}[] = [
  {
    name: "Fields",
    description: "An object with a text and a number",
    schema: {
      type: "object",
      properties: {
        title: { type: "string", description: "A few words" },
        amount: { type: "number" },
      },
      required: ["title", "amount"],
      additionalProperties: false,
    },
  },
  {
    name: "One of several",
    description: "A category with the reason for it",
    schema: {
      type: "object",
      properties: {
        reason: { type: "string", description: "Why, in one sentence" },
        category: { enum: ["first", "second", "other"] },
      },
      required: ["reason", "category"],
      additionalProperties: false,
    },
  },
  {
    name: "Yes or no",
    description: "A decision with how sure it is",
    schema: {
      type: "object",
      properties: {
        reason: { type: "string" },
        answer: { type: "boolean" },
        confidence: { type: "number", minimum: 0, maximum: 1 },
      },
      required: ["reason", "answer", "confidence"],
      additionalProperties: false,
    },
  },
  {
    name: "List",
    description: "Items of the same form",
    schema: {
      type: "object",
      properties: {
        items: {
          type: "array",
          items: {
            type: "object",
            properties: { name: { type: "string" }, quantity: { type: ["number", "null"] } },
            required: ["name", "quantity"],
            additionalProperties: false,
          },
        },
      },
      required: ["items"],
      additionalProperties: false,
    },
  },
];
