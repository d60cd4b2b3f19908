import { expect, it } from "vitest";
import { configJsonSchema } from "#configs/config-json-schema.ts";
import { suggest } from "./suggest.ts";

const agent = configJsonSchema("agent");
const texts = (path: readonly string[], expects: "name" | "value") =>
  suggest(agent, { path, expects }, ["demo/demo"]).map(({ text }) => text);

it("offers the parts that the type has, with their help", () => {
  expect(texts([], "name")).toEqual(expect.arrayContaining(["model", "instructions", "tools", "durable"]));
  const instructions = suggest(agent, { path: [], expects: "name" }, []).find(
    ({ text }) => text === "instructions",
  );
  expect(instructions?.detail).toMatch(/AGENTS\.md/);
});

it("offers fields and values of inner parts, and the models that can be used", () => {
  expect(texts(["parameters"], "name")).toContain("temperature");
  expect(texts(["parameters", "reasoning"], "value")).toEqual(["off", "minimal", "low", "medium", "high"]);
  expect(texts(["tools", "builtin", "0"], "value")).toContain("bash");
  expect(texts(["permissions", "rules", "0"], "name")).toEqual(["tool", "match", "action"]);
  expect(texts(["permissions", "rules", "0", "action"], "value")).toEqual(["allow", "ask", "deny"]);
  expect(texts(["durable"], "value")).toEqual(["true", "false"]);
  expect(texts(["model"], "value")).toEqual(["demo/demo"]);
  expect(texts(["nothing", "known"], "name")).toEqual([]);
});
