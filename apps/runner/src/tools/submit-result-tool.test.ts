import { checkInput } from "@slipway/permissions/check-input";
import { describe, expect, it } from "vitest";
import { createSubmitResultTool } from "#tools/submit-result-tool.ts";

function submit(outputSchema: Readonly<Record<string, unknown>>, input: Readonly<Record<string, unknown>>) {
  const tool = createSubmitResultTool(outputSchema);
  const faults = checkInput(tool.inputSchema, input);
  if (faults !== null) return Promise.resolve(faults);
  return tool.run({
    callId: "c",
    input,
    signal: new AbortController().signal,
    traceHeaders: {},
    progress: () => undefined,
  });
}

const city = {
  type: "object",
  properties: { name: { type: "string" }, size: { $ref: "#/$defs/size" } },
  required: ["name"],
  $defs: { size: { type: "integer", maximum: 10 } },
};

describe("submit_result", () => {
  it("ends the run with an object that fits", async () => {
    expect(await submit(city, { name: "Ulm", size: 3 })).toEqual({
      output: "The result is taken.",
      isError: false,
      result: { data: { name: "Ulm", size: 3 } },
    });
    expect(await submit(city, { name: "Ulm", size: 99 })).toBe("size: must be <= 10");
  });

  it("asks for anything else under a name, references and all", async () => {
    const cities = {
      type: "array",
      items: { $ref: "#/$defs/city" },
      $defs: { city: { ...city, $defs: undefined, properties: { name: { type: "string" } } } },
    };
    expect(await submit(cities, { result: [{ name: "Ulm" }] })).toMatchObject({
      result: { data: [{ name: "Ulm" }] },
    });
    expect(await submit(cities, { result: [{}] })).toBe("result.0.name: is missing");
    const tree = { anyOf: [{ type: "number" }, { type: "array", items: { $ref: "#" } }] };
    expect(await submit(tree, { result: [1, [2, [3]]] })).toMatchObject({ result: { data: [1, [2, [3]]] } });
    expect(await submit(tree, { result: [1, ["x"]] })).toMatch(/result/);
  });

  it("is never stuck in a schema", async () => {
    const text = (pattern: string) => ({ type: "object", properties: { text: { type: "string", pattern } } });
    const before = performance.now();
    expect(await submit(text("^(a+)+$"), { text: `${"a".repeat(60)}!` })).toMatch(
      /^Its schema cannot be used: The pattern \^\(a\+\)\+\$ takes too long for a text of 61 characters/,
    );
    expect(performance.now() - before).toBeLessThan(2_000);
    expect(await submit(text("^a+$"), { text: "a".repeat(60) })).toMatchObject({ isError: false });
    expect(await submit(text("^a+$"), { text: "b".repeat(60) })).toMatch(/^text: must match pattern/);
    expect(await submit({ type: "object", $ref: "#" }, { a: 1 })).toMatch(/^Its schema cannot be used: /);
    expect(await submit({ type: "object", $ref: "https://example.org/schema.json" }, {})).toMatch(
      /^Its schema cannot be used: can't resolve reference/,
    );
  });
});
