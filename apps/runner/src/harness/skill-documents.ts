import type { Skill } from "#harness/harness.ts";

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

/** Where each skill stands for the model. A tool that reads files serves these paths with these contents. */
export function skillDocuments(skills: readonly Skill[]): readonly SkillDocument[] {
  const taken = new Set<string>();
  return skills.map(({ name, content }) => {
    const folder = untaken(toFolderName(name), taken);
    taken.add(folder);
    return { name, description: describe(content, name), path: `/skills/${folder}/SKILL.md`, content };
  });
}

function toFolderName(name: string): string {
  const safe = name.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return safe.replace(/^-+|-+$/g, "") || "skill";
}

function untaken(folder: string, taken: ReadonlySet<string>): string {
  if (!taken.has(folder)) return folder;
  for (let number = 2; ; number++) if (!taken.has(`${folder}-${number}`)) return `${folder}-${number}`;
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
