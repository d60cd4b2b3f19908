import { expect, it } from "vitest";
import { skillDocuments } from "#harness/skill-documents.ts";
import { skillPaths } from "#tools/skills/skill-folders.ts";

it("puts every skill where the tools show it", () => {
  const skills = ["Brand voice", "brand voice"].map((name) => ({ name, content: "x" }));
  expect(skillDocuments(skills).map((document) => document.path)).toEqual(skillPaths(skills));
});

it.each([
  ['---\nname: a\ndescription: "Says how."\n---\n# Title', "Says how."],
  ["---\nname: a\n---\n\n# Title\n", "Title"],
  ["\n## How we write\n\nShort.", "How we write"],
  ["- first\n- second", "first"],
  ["", "voice"],
])("describes %j", (content, description) => {
  expect(skillDocuments([{ name: "voice", content }])[0]).toMatchObject({ description, content });
});

it("keeps a description short", () => {
  const [document] = skillDocuments([{ name: "voice", content: "\u{1f600}".repeat(400) }]);
  expect(document?.description).toBe(`${"\u{1f600}".repeat(300)}…`);
});
