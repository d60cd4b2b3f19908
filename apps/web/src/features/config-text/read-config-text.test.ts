import { expect, it } from "vitest";
import { readConfigText, writeConfigText } from "./read-config-text.ts";

const config = { parameters: { temperature: 0.2 }, instructions: "One.\nTwo.\n", model: "demo/demo" };

it.each(["yaml", "json"] as const)("reads in %s what it writes, with the places of values", (format) => {
  const text = writeConfigText(config, format);
  const read = readConfigText(text, format);
  if (read.kind !== "read") throw new Error(JSON.stringify(read));
  expect(read.config).toEqual(config);
  const { from, to } = read.locate("parameters.temperature");
  expect(text.slice(from, to)).toBe("0.2");
  expect(text.indexOf("model")).toBeLessThan(text.indexOf("instructions"));
});

it("says where a text is broken", () => {
  expect(readConfigText("model: [", "yaml")).toMatchObject({ kind: "broken" });
  expect(readConfigText('{"model": }', "json")).toMatchObject({ kind: "broken", problems: [{ from: 10 }] });
  expect(readConfigText("- a\n- b\n", "yaml")).toMatchObject({ kind: "broken", problems: [{ from: 0 }] });
  expect(readConfigText("", "json")).toMatchObject({ kind: "broken" });
});
