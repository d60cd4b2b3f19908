import { expect, it } from "vitest";
import { checkInput } from "#check-input.ts";

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
  expect(checkInput(schema, value)).toBeNull();
  expect(value).toEqual({ path: "a" });
});

it("converts nothing and names the path of everything that is wrong", () => {
  const value = { limit: "7", mode: "c", range: { from: 1.5 }, other: true };
  expect(checkInput(schema, value)?.split("\n").toSorted()).toEqual([
    "limit: must be integer",
    'mode: must be equal to one of the allowed values: ["a","b"]',
    "other: is not known here",
    "path: is missing",
    "range.from: must be integer",
  ]);
});

it("says so when the schema itself cannot be used", () => {
  expect(checkInput({ type: "nothing" }, {})).toMatch(/^Its schema cannot be used/);
  expect(checkInput({ $ref: "https://example.org/elsewhere" }, {})).toMatch(/^Its schema cannot be used/);
});

it("lets two tools give their schemas the same id", () => {
  expect(checkInput({ $id: "https://example.org/a", type: "object" }, {})).toBeNull();
  expect(checkInput({ $id: "https://example.org/a", type: "string" }, {})).not.toBeNull();
});
