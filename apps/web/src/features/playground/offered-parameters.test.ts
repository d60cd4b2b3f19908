import { demoModel } from "@slipway/schemas/models/demo-model";
import type { Model } from "@slipway/schemas/models/model";
import { expect, it } from "vitest";
import { offeredParameters } from "./offered-parameters.ts";

const model: Model = {
  ...demoModel,
  reasoning: true,
  reasoningLevels: ["low", "high"],
  parameters: ["maxOutputTokens", "reasoning"],
};

const keys = (offered: ReturnType<typeof offeredParameters>) => offered.fields.map(({ key }) => key);

it("offers only what the model takes, and only the levels that it takes", () => {
  const offered = offeredParameters(model);
  expect(keys(offered)).toEqual(["maxOutputTokens", "reasoning"]);
  expect(offered.fields[1]?.control).toEqual({ kind: "choice", values: ["low", "high"] });
  expect(offered.absent).toEqual(["Temperature", "Top P", "Stop at", "Seed"]);
  expect(offered.ignored).toEqual([]);
});

it("says what is set and would be ignored", () => {
  const { ignored, absent } = offeredParameters(model, { temperature: 0.2, reasoning: "medium" });
  expect(ignored).toEqual([
    { key: "temperature", line: "Temperature 0.2" },
    { key: "reasoning", line: "Reasoning medium" },
  ]);
  expect(absent).not.toContain("Temperature");
});

it("says nothing of reasoning that is off where there is none", () => {
  expect(offeredParameters(demoModel, { reasoning: "off" }).ignored).toEqual([]);
});

it("offers everything as long as nothing is known of the model", () => {
  expect(offeredParameters(undefined, { seed: 1 }).fields).toHaveLength(6);
});
