import { templates } from "@slipway/schemas/apps/templates/templates";
import { describe, expect, it } from "vitest";
import { checkOutputSchema } from "#output/check-output-schema.ts";
import { withOutput } from "#output/describe-output.ts";
import { readOutput } from "#output/read-output.ts";

const schema = {
  type: "object",
  properties: { total: { type: "number" } },
  required: ["total"],
  additionalProperties: false,
};

describe("C41 an answer in words", () => {
  it.each([
    ['{"total": 1}', "the value alone"],
    ['\n {"total": 1} \n', "with space around it"],
    ['```json\n{"total": 1}\n```', "in a code fence"],
    ['Here it is:\n```\n{"total": 1}\n```\nAnything else?', "in a fence, with words around it"],
    ['The total is {"total": 1}.', "with words around it"],
  ])("%j fits: %s", (text) => {
    expect(readOutput(schema, text)).toEqual({ kind: "fits", data: { total: 1 } });
  });

  it("need not be an object", () => {
    expect(readOutput({ type: "string" }, '"yes"')).toEqual({ kind: "fits", data: "yes" });
    expect(readOutput({ type: "array" }, "Sure: [1, 2]")).toEqual({ kind: "fits", data: [1, 2] });
  });

  it.each([
    ["", "The answer is not JSON."],
    ["I cannot say.", "The answer is not JSON."],
    ['{"total": 1', "The answer is not JSON."],
    ['{"total": }', "The answer is not valid JSON: "],
    ['{"total": "1"}', "The answer does not fit the schema:\ntotal: must be number"],
    ["[]", "The answer does not fit the schema:\nthe answer: must be object"],
    ['{"total": 1, "note": "a\\u0000"}', "note: Must not contain the NUL character."],
  ])("%j does not fit", (text, fault) => {
    expect(readOutput(schema, text)).toEqual({ kind: "invalid", fault: expect.stringContaining(fault) });
  });

  it("is asked for after the instructions, with the schema as it stands", () => {
    expect(withOutput("Be brief.", schema)).toContain("Be brief.\n\nAnswer with JSON only");
    expect(withOutput("", schema).endsWith(JSON.stringify(schema))).toBe(true);
    expect(withOutput("Be brief.", null)).toBe("Be brief.");
  });
});

describe("an output schema", () => {
  it.each(
    templates.flatMap(({ id, config }) => (config.outputSchema ? [[id, config.outputSchema] as const] : [])),
  )("of the template %s can be used", (_, outputSchema) => {
    expect(checkOutputSchema({ ...Object(outputSchema) })).toEqual([]);
  });

  it.each([
    [{ type: "nothing" }, "type", "must be equal to one of the allowed values"],
    [{ properties: { a: { minLength: "x" } } }, "properties.a.minLength", "must be integer"],
    [{ $ref: "https://example.org/other" }, "$ref", "Refers to another document. References start with #."],
    [{ $ref: "#/$defs/none" }, "", "can't resolve reference #/$defs/none from id #"],
    [{ pattern: "(" }, "", "Invalid regular expression: /(/: Unterminated group"],
    [{ $schema: "http://json-schema.org/draft-07/schema#" }, "$schema", "Only draft 2020-12 is understood"],
    [{ description: "x".repeat(64_000) }, "", "Must not be longer than 64,000 characters."],
    [{ items: Array.from({ length: 4_000 }, () => true) }, "", "Is too large"],
  ])("%.60j is refused", (outputSchema, path, message) => {
    const [fault] = checkOutputSchema(outputSchema);
    expect(fault).toEqual({ path, message: expect.stringContaining(message) });
  });

  it("may have a property of any name", () => {
    expect(checkOutputSchema({ properties: { $ref: { type: "string" }, $schema: { const: "x" } } })).toEqual(
      [],
    );
  });
});
