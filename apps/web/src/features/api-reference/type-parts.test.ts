import { expect, it } from "vitest";
import type { ShownSchema } from "./read-reference.ts";
import { limitsOf, typeParts } from "./type-parts.ts";

const text = (schema: ShownSchema) =>
  typeParts(schema)
    .map((part) => part.text)
    .join("");

it("writes types in short", () => {
  expect(typeParts({ $ref: "#/components/schemas/Run" })).toEqual([{ text: "Run", schema: "Run" }]);
  expect(text({ enum: ["a", "b"] })).toBe('"a" | "b"');
  expect(text({ const: true })).toBe("true");
  expect(text({ anyOf: [{ $ref: "#/x/Run" }, { type: "null" }] })).toBe("Run | null");
  expect(text({ type: "array", items: { type: "string" } })).toBe("string[]");
  expect(text({ type: "array", items: { enum: ["a", "b"] } })).toBe('("a" | "b")[]');
  expect(text({ type: ["string", "null"] })).toBe("string | null");
  const page = { items: { type: "array", items: { $ref: "#/x/App" } }, total: { type: "integer" } };
  expect(text({ type: "object", properties: page, required: ["items"] })).toBe(
    "{ items: App[], total?: integer }",
  );
  expect(text({})).toBe("any");
});

it("says limits in words, and none where there is none", () => {
  expect(limitsOf({ minimum: 1, maximum: 200, default: 50 })).toBe(
    "at least 1, at most 200, 50 unless given",
  );
  expect(limitsOf({ minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER })).toBe("");
});
