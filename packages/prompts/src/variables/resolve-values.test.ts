import { describe, expect, it } from "vitest";
import { resolveValues } from "#variables/resolve-values.ts";

const topic = { name: "topic", required: true, description: "What it is about" };
const tone = { name: "tone", required: false, default: "calm" };
const note = { name: "note", required: false };
const variables = [topic, tone, note];

const path = "input.variables";

describe("C68 values", () => {
  it("takes what is given, else the default; what is optional may have none", () => {
    expect(resolveValues({ variables, given: { topic: "tides" } })).toEqual({
      kind: "values",
      values: { topic: "tides", tone: "calm" },
    });
    expect(resolveValues({ variables, given: { topic: "", tone: "", note: "x" } })).toEqual({
      kind: "values",
      values: { topic: "", tone: "", note: "x" },
    });
  });

  it("names each one that is missing or not known", () => {
    expect(resolveValues({ variables, given: { topik: "tides", constructor: "x" } })).toEqual({
      kind: "faults",
      details: [
        { path: `${path}.topik`, message: "The app has no such variable. It has topic, tone, note." },
        { path: `${path}.constructor`, message: "The app has no such variable. It has topic, tone, note." },
        { path: `${path}.topic`, message: "Give a value: What it is about" },
      ],
    });
    expect(resolveValues({ variables: [], given: { a: "" } })).toMatchObject({
      details: [{ message: "The app has no such variable. It has none." }],
    });
  });

  it("does not take a name from the prototype for a value", () => {
    const named = [{ name: "constructor", required: true }];
    expect(resolveValues({ variables: named, given: {} })).toMatchObject({ kind: "faults" });
  });

  it("keeps what the session has begun with, whatever the defaults are by now", () => {
    const fixed = { topic: "tides", tone: "sharp" };
    const all = { kind: "values", values: fixed };
    expect(resolveValues({ variables, given: {}, fixed })).toEqual(all);
    expect(resolveValues({ variables, given: { topic: "tides" }, fixed })).toEqual(all);
    expect(resolveValues({ variables, given: { note: "new" }, fixed })).toEqual({
      kind: "values",
      values: { ...fixed, note: "new" },
    });
    expect(resolveValues({ variables, given: { topic: "wind" }, fixed })).toMatchObject({
      kind: "faults",
      details: [{ path: `${path}.topic`, message: expect.stringContaining("begun with another value") }],
    });
  });
});
