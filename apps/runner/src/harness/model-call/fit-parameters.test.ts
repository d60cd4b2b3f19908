import { expect, it } from "vitest";
import { fitParameters } from "#harness/model-call/fit-parameters.ts";
import { givenModel } from "#harness/test/given-model.ts";

const said = (warnings: readonly object[]) =>
  warnings.map((warning) => ("message" in warning ? warning.message : ""));

it("changes nothing where the model takes all of it", () => {
  const parameters = { temperature: 0.2, reasoning: "low", stop: ["x"] } as const;
  const wanted = { ...parameters, stop: ["x"] };
  expect(fitParameters(wanted, givenModel({ reasoning: true }))).toEqual({
    parameters: wanted,
    warnings: [],
  });
});

it("says nothing of reasoning that is off where there is none", () => {
  const model = givenModel({ parameters: ["temperature"] });
  expect(fitParameters({ reasoning: "off" }, model)).toEqual({ parameters: {}, warnings: [] });
  expect(said(fitParameters({ reasoning: "low" }, model).warnings)).toEqual([
    "test/scripted does not take parameters.reasoning. The run goes on without it.",
  ]);
});

it("names the levels that a model takes instead", () => {
  const model = givenModel({ reasoning: true, reasoningLevels: ["low", "high"] });
  const { parameters, warnings } = fitParameters({ reasoning: "off" }, model);
  expect(parameters).toEqual({});
  expect(said(warnings)).toEqual([
    "test/scripted takes low, high for parameters.reasoning, not off. The run goes on without it.",
  ]);
});

it("leaves out what Claude refuses while it reasons", () => {
  const model = givenModel({ api: "anthropic-messages", reasoning: true });
  const wanted = { temperature: 0.2, topP: 0.5, reasoning: "low" } as const;
  const { parameters, warnings } = fitParameters(wanted, model);
  expect(parameters).toEqual({ reasoning: "low" });
  expect(warnings).toHaveLength(2);
  expect(fitParameters({ ...wanted, reasoning: "off" }, model).warnings).toEqual([]);
});

it("says that OpenAI's responses are given more room than was asked for", () => {
  const model = givenModel({ api: "openai-responses" });
  expect(said(fitParameters({ maxOutputTokens: 5 }, model).warnings)).toEqual([
    "test/scripted takes 16 or more for parameters.maxOutputTokens: that is asked for.",
  ]);
  expect(fitParameters({ maxOutputTokens: 16 }, model).warnings).toEqual([]);
});
