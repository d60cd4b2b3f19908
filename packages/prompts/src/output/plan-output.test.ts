import { describe, expect, it } from "vitest";
import { planOutput } from "#output/plan-output.ts";

const closed = {
  type: "object",
  properties: { total: { type: "number", minimum: 0 }, note: { type: ["string", "null"] } },
  required: ["total", "note"],
  additionalProperties: false,
};
const open = { type: "object", properties: { total: { type: "number" }, note: { type: "string" } } };
const map = { type: "object", additionalProperties: { type: "string" } };
const tree = {
  type: "object",
  properties: { children: { type: "array", items: { $ref: "#/$defs/node" } } },
  $defs: { node: { type: "object", properties: { child: { $ref: "#/$defs/node" } } } },
};
const list = { type: "array", items: { type: "string" } };

const anthropic = { api: "anthropic-messages", structuredOutput: true } as const;
const google = { api: "google-generative-ai", structuredOutput: true } as const;

describe("C41 an output of a form is asked for", () => {
  it.each(["openai-completions", "openai-responses"] as const)("through %s' own option", (api) => {
    const model = { api, structuredOutput: true };
    expect(planOutput(closed, model)).toEqual({ kind: "option", schema: closed, isStrict: true });
    for (const schema of [open, map, { ...closed, minProperties: 1 }, { ...closed, required: ["note"] }]) {
      expect(planOutput(schema, model)).toEqual({ kind: "option", schema, isStrict: false });
    }
    expect(planOutput(list, model)).toEqual({ kind: "words" });
  });

  it("through Anthropic's, with closed objects and the rest said", () => {
    expect(planOutput(closed, anthropic)).toEqual({
      kind: "option",
      isStrict: true,
      schema: {
        ...closed,
        properties: { ...closed.properties, total: { type: "number", description: "(minimum: 0)" } },
      },
    });
    expect(planOutput(open, anthropic)).toMatchObject({ schema: { ...open, additionalProperties: false } });
    const tags = { type: "array", description: "Two tags.", items: { $ref: "#/$defs/tag" }, minItems: 2 };
    const tagged = { type: "object", properties: { tags }, $defs: { tag: { enum: ["a", "b"] } } };
    expect(planOutput(tagged, anthropic)).toMatchObject({
      schema: { properties: { tags: { description: "Two tags. (minItems: 2)" } }, $defs: tagged.$defs },
    });
  });

  it("through Google's, with what it takes of the schema", () => {
    expect(planOutput(closed, google)).toEqual({ kind: "option", schema: closed, isStrict: true });
    expect(planOutput(list, google)).toEqual({ kind: "option", schema: list, isStrict: true });
    expect(planOutput({ type: "string", pattern: "^a", $comment: "x" }, google)).toMatchObject({
      schema: { type: "string", description: '(pattern: "^a")' },
    });
  });

  it("in words where the option cannot express the schema, or the model has none", () => {
    for (const schema of [map, tree, list]) {
      expect(planOutput(schema, anthropic)).toEqual({ kind: "words" });
    }
    expect(planOutput(tree, google)).toEqual({ kind: "words" });
    expect(planOutput({ type: "object", properties: { any: true } }, google)).toEqual({ kind: "words" });
    expect(planOutput(closed, { ...google, structuredOutput: false })).toEqual({ kind: "words" });
    expect(planOutput(closed, { api: "demo", structuredOutput: true })).toEqual({ kind: "words" });
    expect(planOutput(null, google)).toEqual({ kind: "words" });
  });

  it("in the author's order", () => {
    const schema = { type: "object", properties: { zebra: { type: "string" }, ant: { type: "string" } } };
    const plan = planOutput(schema, anthropic);
    expect(JSON.stringify(plan)).toContain('"zebra":{"type":"string"},"ant"');
  });
});
