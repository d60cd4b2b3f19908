import { expect, it } from "vitest";
import { skillDocuments } from "#harness/skill-documents.ts";

it("gives every skill a path of its own, whatever its name", () => {
  const names = ["Brand voice", "brand-voice", "../../etc/passwd", "日本", ""];
  const documents = skillDocuments(names.map((name) => ({ name, content: "x" })));
  expect(documents.map((document) => document.path)).toEqual([
    "/skills/brand-voice/SKILL.md",
    "/skills/brand-voice-2/SKILL.md",
    "/skills/etc-passwd/SKILL.md",
    "/skills/skill/SKILL.md",
    "/skills/skill-2/SKILL.md",
  ]);
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
