import { ConfigChange } from "@slipway/schemas/apps/revision-diff";
import { expect, it } from "vitest";
import { diffConfigs } from "./diff-configs.ts";

const base = { model: "demo/demo", instructions: "Be brief." };

it("C67 names each field that changed, by its path", () => {
  const changes = diffConfigs(
    { ...base, parameters: { temperature: 0.2, seed: 1 }, budget: { maxTurns: 3 } },
    {
      ...base,
      model: "workshop/scripted",
      parameters: { temperature: 0.7 },
      durable: false,
      budget: { maxTurns: 3 },
    },
  );
  expect(changes).toEqual([
    { kind: "changed", path: "model", before: "demo/demo", after: "workshop/scripted" },
    { kind: "changed", path: "parameters.temperature", before: 0.2, after: 0.7 },
    { kind: "removed", path: "parameters.seed", before: 1 },
    { kind: "added", path: "durable", after: false },
  ]);
  for (const change of changes) expect(ConfigChange.parse(change)).toEqual(change);
});

it("C67 compares instructions word by word", () => {
  expect(diffConfigs(base, { ...base, instructions: "Be very brief." })).toEqual([
    {
      kind: "reworded",
      path: "instructions",
      before: "Be brief.",
      after: "Be very brief.",
      pieces: [
        { kind: "same", text: "Be " },
        { kind: "added", text: "very " },
        { kind: "same", text: "brief." },
      ],
    },
  ]);
});

it("finds nothing where only the order of keys or an empty part differs", () => {
  expect(
    diffConfigs({ ...base, parameters: {}, tools: { a: 1, b: 2 } }, { tools: { b: 2, a: 1 }, ...base }),
  ).toEqual([]);
});

it("says so where only the order of a schema's fields changed: models are asked for them in it", () => {
  const [before, after] = [
    { answer: { type: "string" }, why: { type: "string" } },
    { why: { type: "string" }, answer: { type: "string" } },
  ];
  const schema = (properties: object) => ({ ...base, outputSchema: { type: "object", properties } });
  expect(diffConfigs(schema(before), schema(after))).toEqual([
    { kind: "changed", path: "outputSchema.properties", before, after },
  ]);
  expect(diffConfigs(schema(before), schema({ ...before }))).toEqual([]);
});

it("tells an output schema that allows everything from none", () => {
  expect(diffConfigs(base, { ...base, outputSchema: {} })).toEqual([
    { kind: "added", path: "outputSchema", after: {} },
  ]);
});

it("finds entries of a list again by their name, and says so when only their order changed", () => {
  const [one, two] = [
    { name: "city", required: true },
    { name: "tone", required: true },
  ];
  expect(
    diffConfigs({ ...base, variables: [one, two] }, { ...base, variables: [{ ...two, required: false }] }),
  ).toEqual([
    { kind: "removed", path: "variables.city", before: one },
    { kind: "changed", path: "variables.tone.required", before: true, after: false },
  ]);
  expect(diffConfigs({ ...base, variables: [one, two] }, { ...base, variables: [two, one] })).toEqual([
    { kind: "changed", path: "variables", before: [one, two], after: [two, one] },
  ]);
});

it("finds messages of a prompt and rules again by what they hold", () => {
  const [system, user, added] = [
    { role: "system", content: "You translate." },
    { role: "user", content: "Translate {{text}}" },
    { role: "assistant", content: "Gladly." },
  ];
  expect(diffConfigs({ prompt: [system, user] }, { prompt: [system, added, user] })).toEqual([
    { kind: "added", path: "prompt.1", after: added },
  ]);
  const reworded = { ...user, content: "Translate {{text}} now" };
  expect(diffConfigs({ prompt: [system, user] }, { prompt: [system, reworded] })).toEqual([
    {
      kind: "reworded",
      path: "prompt.1.content",
      before: user.content,
      after: reworded.content,
      pieces: [
        { kind: "same", text: "Translate {{text}}" },
        { kind: "added", text: " now" },
      ],
    },
  ]);
  expect(diffConfigs({ prompt: [system, user] }, { prompt: [user] })).toEqual([
    { kind: "removed", path: "prompt.0", before: system },
  ]);
});

it("shows everything of a first revision as added", () => {
  expect(diffConfigs(null, base).map(({ kind, path }) => [kind, path])).toEqual([
    ["added", "model"],
    ["added", "instructions"],
  ]);
});

it("takes names that every object inherits for names like others", () => {
  expect(
    diffConfigs({ outputSchema: { properties: {} } }, { outputSchema: { properties: { constructor: {} } } }),
  ).toEqual([{ kind: "added", path: "outputSchema.properties.constructor", after: {} }]);
});
