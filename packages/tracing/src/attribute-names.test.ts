import * as registry from "@opentelemetry/semantic-conventions/incubating";
import { expect, it } from "vitest";
import { attributeNames } from "#attribute-names.ts";

it("C58 uses the conventions' current names, and others only under slipway.*", () => {
  const known: ReadonlySet<string> = new Set(
    Object.values(registry).filter((value) => typeof value === "string"),
  );
  const ours = Object.values(attributeNames).filter((name) => !name.startsWith("slipway."));
  expect(ours.filter((name) => !known.has(name))).toEqual(["gen_ai.usage.cost"]);
  expect(new Set(Object.values(attributeNames)).size).toBe(Object.values(attributeNames).length);
});
