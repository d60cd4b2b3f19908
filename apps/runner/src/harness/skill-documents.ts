import type { Skill } from "#harness/harness.ts";
import { skillPaths } from "#tools/skills/skill-folders.ts";

/** A skill as a file that the model can read. */
export type SkillDocument = {
  readonly name: string;
  /** Its first words: by them the model chooses what to read. */
  readonly description: string;
  /** Absolute, and outside the workspace: no tool can change it. */
  readonly path: string;
  readonly content: string;
};

const longestDescription = 300;

/** The skills as the model is told of them, at the paths where the tools show them. */
export function skillDocuments(skills: readonly Skill[]): readonly SkillDocument[] {
  const paths = skillPaths(skills);
  return skills.map(({ name, content }, index) => {
    return { name, description: describe(content, name), path: paths[index] ?? "", content };
  });
}

/** The `description` of its front matter, else its first line that says something. */
function describe(content: string, name: string): string {
  const [, frontMatter, body = content] = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?([\s\S]*)$/.exec(content) ?? [];
  const declared = /^description:\s*(.+)$/m.exec(frontMatter ?? "")?.[1]?.replace(/^(["'])(.*)\1$/, "$2");
  const firstLine = body.split("\n").map((line) => line.replace(/^[#>*\s-]+/, "").trim());
  const text = declared?.trim() || firstLine.find((line) => line !== "") || name;
  const characters = Array.from(text);
  return characters.length <= longestDescription
    ? text
    : `${characters.slice(0, longestDescription).join("")}…`;
}
