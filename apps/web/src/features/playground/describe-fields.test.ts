import { Parameters } from "@slipway/schemas/apps/parameters";
import { Budget } from "@slipway/schemas/runs/budget";
import { expect, it } from "vitest";
import { z } from "zod";
import { describeFields } from "./describe-fields.ts";

it("takes words, choices and steps from the schema", () => {
  const described = describeFields(Parameters);
  expect(described.map((field) => [field.key, field.control])).toEqual([
    ["temperature", { kind: "number", step: 0.05 }],
    ["topP", { kind: "number", step: 0.05 }],
    ["maxOutputTokens", { kind: "number", step: 1 }],
    ["stop", { kind: "texts" }],
    ["seed", { kind: "number", step: 1 }],
    ["reasoning", { kind: "choice", values: ["off", "minimal", "low", "medium", "high"] }],
  ]);
  expect(described[0]).toMatchObject({
    title: "Temperature",
    description: expect.stringContaining("likeliest"),
  });
});

it("finds a control for every limit", () => {
  expect(describeFields(Budget).every((field) => field.control.kind === "number")).toBe(true);
});

it("refuses a value that it could not show, rather than hiding it", () => {
  expect(() => describeFields(z.object({ odd: z.object({}) }))).toThrow("no control for odd");
});
