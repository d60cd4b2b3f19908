import { expect, it } from "vitest";
import { changedSections, differsFrom, hasErrorIn, limitFieldsOf, sectionsOf } from "./config-sections.ts";
import { isSameConfig } from "./is-same-config.ts";
import { summariseSection } from "./summarise-section.ts";

const config = { model: "demo/demo", instructions: "" };

it("sums a folded section up in one line", () => {
  const full = {
    ...config,
    instructions: "Be brief.\nBe kind.",
    parameters: { temperature: 0.3, stop: ["END"] },
    budget: { maxTokens: 100 },
  };
  const sections = ["model", "instructions", "parameters", "budget"] as const;
  expect(sections.map((section) => summariseSection(section, full, "chat"))).toEqual([
    "demo/demo",
    "Be brief.",
    "Temperature 0.3, Stop at END",
    "Tokens 100",
  ]);
  expect(sections.map((section) => summariseSection(section, config, "chat"))).toEqual([
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
  expect(limitFieldsOf("chat").map((field) => field.key)).toEqual([
    "maxTokens",
    "maxCostUsd",
    "maxDurationMs",
    "idleTimeoutMs",
    "maxValidationRetries",
  ]);
});

it("sums up what an agent may do", () => {
  const sections = ["tools", "sandbox", "skills", "durable"] as const;
  const sum = (draft: Parameters<typeof summariseSection>[1]) =>
    sections.map((section) => summariseSection(section, draft, "agent"));
  expect(sum(config)).toEqual(["No tools · allow what only reads", "No network", "None", "On"]);
  expect(
    sum({
      ...config,
      tools: { builtin: ["read", "bash"] },
      permissions: { default: "deny", rules: [{ tool: "bash", action: "ask" }] },
      sandbox: { network: "allowlist", allowedHosts: ["a.example", "b.example"] },
      skills: [
        { name: "release-notes", content: "" },
        { name: "", content: "" },
      ],
      durable: false,
    }),
  ).toEqual([
    "read, bash · 1 rule, else deny everything",
    "Network: 2 hosts",
    "release-notes, unnamed",
    "Off",
  ]);
});

it("shows the sections of a type that this release runs, and no others", () => {
  expect(sectionsOf("chat")).toEqual([
    "model",
    "fallbackModels",
    "instructions",
    "variables",
    "output",
    "parameters",
    "budget",
  ]);
  expect(sectionsOf("completion")).toEqual([
    "model",
    "fallbackModels",
    "prompt",
    "variables",
    "output",
    "parameters",
    "budget",
  ]);
  expect(sectionsOf("agent", [])).toEqual([]);
  expect(sectionsOf("agent", ["model", "instructions", "tools", "budget"])).toEqual([
    "model",
    "instructions",
    "budget",
  ]);
  expect(sectionsOf("agent", ["tools", "permissions", "durable"])).toEqual(["tools", "durable"]);
});

it("names the sections that a commit changes, and where an error is", () => {
  const revision = { ...config, permissions: { default: "ask" as const, rules: [] }, durable: true };
  expect(
    changedSections({ ...revision, permissions: { default: "deny", rules: [] }, durable: false }, revision),
  ).toEqual(["tools", "durable"]);
  expect(hasErrorIn("tools", ["permissions.rules.0.tool"])).toBe(true);
  expect(hasErrorIn("skills", ["permissions.rules.0.tool"])).toBe(false);
});

it("calls configurations the same whatever the order of their keys, but not of a schema's fields", () => {
  const schema = (properties: object) => ({ ...config, outputSchema: { type: "object", properties } });
  const [a, b] = [{ type: "string" }, { type: "number" }];
  expect(
    isSameConfig(
      { ...config, parameters: { seed: 1, topP: 1 } },
      { ...config, parameters: { topP: 1, seed: 1 } },
    ),
  ).toBe(true);
  expect(isSameConfig(schema({ a, b }), schema({ b, a }))).toBe(false);
  expect(changedSections(schema({ a, b }), schema({ b, a }))).toEqual(["output"]);
  expect(isSameConfig(config, { ...config, outputSchema: {} })).toBe(false);
});
