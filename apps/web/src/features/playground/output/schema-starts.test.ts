import { checkOutputSchema } from "@slipway/prompts/output/check-output-schema";
import { expect, it } from "vitest";
import { schemaStarts } from "./schema-starts.ts";

it.each(schemaStarts)("$name can be used as it is", ({ schema }) => {
  expect(checkOutputSchema(schema)).toEqual([]);
});
