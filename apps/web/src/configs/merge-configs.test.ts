import { expect, it } from "vitest";
import { mergeConfigs } from "./merge-configs.ts";

const base = { model: "demo/demo", instructions: "Be brief.", parameters: { temperature: 0.2, seed: 1 } };

it("keeps what each of two people changed", () => {
  expect(
    mergeConfigs({
      base,
      mine: { ...base, parameters: { temperature: 0.9, seed: 1 } },
      theirs: {
        ...base,
        instructions: "Be kind.",
        parameters: { temperature: 0.2 },
        budget: { maxTurns: 2 },
      },
    }),
  ).toEqual({
    config: {
      model: "demo/demo",
      instructions: "Be kind.",
      parameters: { temperature: 0.9 },
      budget: { maxTurns: 2 },
    },
    overlaps: [],
  });
});

it("takes mine where both changed the same, and names the place", () => {
  expect(
    mergeConfigs({
      base,
      mine: { ...base, instructions: "Mine.", parameters: { temperature: 0.9, seed: 1 } },
      theirs: { ...base, instructions: "Theirs.", parameters: { temperature: 0.5, seed: 2 } },
    }),
  ).toEqual({
    config: { model: "demo/demo", instructions: "Mine.", parameters: { temperature: 0.9, seed: 2 } },
    overlaps: ["instructions", "parameters.temperature"],
  });
});

it("finds no overlap where both did the same, and removes what I removed", () => {
  const { parameters: _, ...without } = base;
  expect(mergeConfigs({ base, mine: without, theirs: base })).toEqual({ config: without, overlaps: [] });
  expect(mergeConfigs({ base, mine: without, theirs: without })).toEqual({ config: without, overlaps: [] });
});

it("keeps the order of a schema's fields that somebody changed, and what the other one changed in them", () => {
  const [why, answer] = [{ type: "string" }, { type: "number" }];
  const schema = (properties: object) => ({ ...base, outputSchema: { type: "object", properties } });
  const merged = mergeConfigs({
    base: schema({ answer, why }),
    mine: schema({ why, answer }),
    theirs: schema({ answer: { type: "integer" }, why }),
  });
  expect(JSON.stringify(merged.config)).toContain('{"why":{"type":"string"},"answer":{"type":"integer"}}');
  expect(merged.overlaps).toEqual([]);
});
