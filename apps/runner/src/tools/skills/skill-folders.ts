import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { skillsMount } from "@slipway/permissions/workspace-path";

export type Skill = { readonly name: string; readonly content: string };

export type SkillFolder = { readonly folder: string; remove(): Promise<void> };

/** Where the model reads each skill, in the order given. Names that would be no file names are changed. */
export function skillPaths(skills: readonly Skill[]): string[] {
  return folderNames(skills).map((name) => `${skillsMount}/${name}/SKILL.md`);
}

/** Writes the documents into a folder of the host, to be shown to a sandbox. */
export async function writeSkills(skills: readonly Skill[]): Promise<SkillFolder> {
  const folder = await mkdtemp(path.join(tmpdir(), "slipway-skills-"));
  // Inside the sandbox it is another user who reads.
  await chmod(folder, 0o755);
  const names = folderNames(skills);
  for (const [index, { content }] of skills.entries()) {
    const own = path.join(folder, names[index] ?? "");
    await mkdir(own, { mode: 0o755 });
    await writeFile(path.join(own, "SKILL.md"), content, { mode: 0o644 });
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

function folderNames(skills: readonly Skill[]): string[] {
  const taken = new Set<string>();
  return skills.map(({ name }) => {
    const base = name.replaceAll(/[^A-Za-z0-9._-]+/g, "-").replace(/^[.-]+/, "") || "skill";
    let chosen = base;
    for (let count = 2; taken.has(chosen.toLowerCase()); count++) chosen = `${base}-${count}`;
    taken.add(chosen.toLowerCase());
    return chosen;
  });
}
