import { expect, it } from "vitest";
import { differsFrom, isSameConfig, limitFields, summariseSection } from "./chat-sections.ts";

const config = { model: "demo/demo", instructions: "" };

it("sums a folded section up in one line", () => {
  const full = {
    ...config,
    instructions: "Be brief.\nBe kind.",
    parameters: { temperature: 0.3, stop: ["END"] },
    budget: { maxTokens: 100 },
  };
  const sections = ["model", "instructions", "parameters", "budget"] as const;
  expect(sections.map((section) => summariseSection(section, full))).toEqual([
    "demo/demo",
    "Be brief.",
    "Temperature 0.3, Stop at END",
    "Tokens 100",
  ]);
  expect(sections.map((section) => summariseSection(section, config))).toEqual([
    "demo/demo",
    "None",
    "The model's own",
    "Defaults",
  ]);
});

it("finds the section that differs, whatever the order of its keys", () => {
  const revision = { ...config, parameters: { temperature: 1, seed: 2 } };
  const draft = { ...config, parameters: { seed: 2, temperature: 1 } };
  expect(differsFrom("parameters", draft, revision)).toBe(false);
  expect(differsFrom("parameters", { ...draft, parameters: { seed: 3, temperature: 1 } }, revision)).toBe(
    true,
  );
  expect(isSameConfig({ ...config, parameters: {} }, config)).toBe(true);
});

it("offers a chat no limit that could never stop it", () => {
  expect(limitFields.map((field) => field.key)).toEqual([
    "maxTokens",
    "maxCostUsd",
    "maxDurationMs",
    "idleTimeoutMs",
  ]);
});
