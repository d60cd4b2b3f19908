import { expect, it } from "vitest";
import { checkValue as check } from "#json-schema/check-value.ts";

const checkValue = (schema: Record<string, unknown>, value: unknown) =>
  check(schema, value, { what: "the arguments" });

const schema = {
  type: "object",
  properties: {
    path: { type: "string" },
    limit: { type: "integer", minimum: 1, default: 10 },
    mode: { enum: ["a", "b"] },
    range: { type: "object", properties: { from: { type: "integer" } } },
  },
  required: ["path"],
  additionalProperties: false,
};

it("accepts what fits and leaves it as it is", () => {
  const value = { path: "a" };
  expect(checkValue(schema, value)).toBeNull();
  expect(value).toEqual({ path: "a" });
});

it("converts nothing and names the path of everything that is wrong", () => {
  const value = { limit: "7", mode: "c", range: { from: 1.5 }, other: true };
  expect(checkValue(schema, value)?.split("\n").toSorted()).toEqual([
    "limit: must be integer",
    'mode: must be equal to one of the allowed values: ["a","b"]',
    "other: is not known here",
    "path: is missing",
    "range.from: must be integer",
  ]);
});

it("says so when the schema itself cannot be used", () => {
  expect(checkValue({ type: "nothing" }, {})).toMatch(/^Its schema cannot be used/);
  expect(checkValue({ $ref: "https://example.org/elsewhere" }, {})).toMatch(/^Its schema cannot be used/);
});

it("lets two tools give their schemas the same id", () => {
  expect(checkValue({ $id: "https://example.org/a", type: "object" }, {})).toBeNull();
  expect(checkValue({ $id: "https://example.org/a", type: "string" }, {})).not.toBeNull();
});

it("gives up a schema whose references double with each step, and a pattern without end", () => {
  const steps = Array.from({ length: 40 }, (_, step) => {
    const next = { $ref: `#/$defs/d${step + 1}` };
    return [`d${step}`, { allOf: [next, next] }];
  });
  const doubling = { $defs: { ...Object.fromEntries(steps), d40: { type: "string" } }, $ref: "#/$defs/d0" };
  expect(checkValue(doubling, 1)).toBe("Its schema cannot be used: It takes longer than 1000 ms.");
  expect(checkValue({ type: "string", pattern: "^(a+)+$" }, `${"a".repeat(50)}!`)).toMatch(/takes too long/);
});
