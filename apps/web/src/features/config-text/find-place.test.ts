import { expect, it } from "vitest";
import { findJsonPlace } from "./find-json-place.ts";
import { findYamlPlace } from "./find-place.ts";

/** The cursor is where the bar stands. */
function cursor(text: string): [string, number] {
  return [text.replace("█", ""), text.indexOf("█")];
}

it.each([
  ["█", [], "name"],
  ["model: demo/demo\npar█", [], "name"],
  ["model: de█", ["model"], "value"],
  ["parameters:\n  te█", ["parameters"], "name"],
  ["parameters:\n  temperature: 1\n  reasoning: █", ["parameters", "reasoning"], "value"],
  ["tools:\n  builtin:\n    - re█", ["tools", "builtin", "0"], "value"],
  [
    "permissions:\n  rules:\n    - tool: bash\n      action: █",
    ["permissions", "rules", "0", "action"],
    "value",
  ],
  ["permissions:\n  rules:\n    - tool: bash\n      █", ["permissions", "rules", "0"], "name"],
  ["permissions:\n  rules: []\nbudget:\n  max█", ["budget"], "name"],
])("finds the place in YAML: %j", (text, path, expects) => {
  expect(findYamlPlace(...cursor(text))).toMatchObject({ path, expects });
});

it("offers nothing within a text or a comment", () => {
  expect(findYamlPlace(...cursor("instructions: |\n  mod█"))).toBeNull();
  expect(findYamlPlace(...cursor("# mod█"))).toBeNull();
});

it.each([
  ["{█", [], "name"],
  ['{"model": "demo/demo", "par█', [], "name"],
  ['{"model": █', ["model"], "value"],
  ['{"parameters": {"reasoning": "lo█', ["parameters", "reasoning"], "value"],
  ['{"parameters": {"seed": 1, █', ["parameters"], "name"],
  ['{"tools": {"builtin": ["read", █', ["tools", "builtin", "0"], "value"],
  [
    '{"permissions": {"rules": [{"tool": "a"}, {"action": █',
    ["permissions", "rules", "0", "action"],
    "value",
  ],
])("finds the place in JSON: %j", (text, path, expects) => {
  expect(findJsonPlace(...cursor(text))).toMatchObject({ path, expects });
});
