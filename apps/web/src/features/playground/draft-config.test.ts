import { expect, it } from "vitest";
import { DraftConfig, findConfigErrors } from "./draft-config.ts";

const errorsOf = (config: unknown) => Object.fromEntries(findConfigErrors(DraftConfig.parse(config)));

it("keeps what cannot run yet, and says where and why", () => {
  expect(
    errorsOf({ model: "demo", parameters: { temperature: 5, topP: 0 }, budget: { maxTokens: 0 } }),
  ).toEqual({
    model: "Expected provider/model-id, for example openai/gpt-5.",
    "parameters.temperature": "At most 2.",
    "parameters.topP": "More than 0.",
    "budget.maxTokens": "At least 1.",
  });
});

it("finds nothing wrong with what runs", () => {
  expect(errorsOf({ model: "demo/demo" })).toEqual({});
});
