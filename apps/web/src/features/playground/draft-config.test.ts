import { expect, it } from "vitest";
import { DraftConfig } from "./draft-config.ts";
import { findConfigErrors } from "./find-config-errors.ts";

const errorsOf = (config: unknown) => Object.fromEntries(findConfigErrors("chat", DraftConfig.parse(config)));

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

it("says of an agent's rules and skills what is missing, by their place", () => {
  const draft = DraftConfig.parse({
    model: "demo/demo",
    tools: { builtin: ["read"] },
    permissions: { default: "ask", rules: [{ tool: "", action: "deny" }] },
    skills: [{ name: "", content: "" }],
  });
  expect(Object.fromEntries(findConfigErrors("agent", draft))).toEqual({
    "permissions.rules.0.tool": "Fill this in.",
    "skills.0.name": "Fill this in.",
  });
});
