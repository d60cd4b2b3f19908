import { expect, it } from "vitest";
import { withAbility, withLevel } from "./with-ability.ts";

it("leaves out what is unknown", () => {
  expect(withAbility({ id: "m", vision: true }, "vision", undefined)).toEqual({ id: "m" });
  expect(withAbility({ id: "m" }, "tools", false)).toEqual({ id: "m", tools: false });
});

it("takes the levels away with reasoning", () => {
  const model = { id: "m", reasoning: true, reasoningLevels: ["low" as const] };
  expect(withAbility(model, "reasoning", false)).toEqual({ id: "m", reasoning: false });
  expect(withAbility(model, "vision", true)).toEqual({ ...model, vision: true });
});

it("keeps levels in their order, and none where all are taken", () => {
  const model = { id: "m", reasoning: true };
  const less = withLevel(model, "off", false);
  expect(less.reasoningLevels).toEqual(["minimal", "low", "medium", "high"]);
  expect(withLevel(less, "off", true)).toEqual(model);
});
