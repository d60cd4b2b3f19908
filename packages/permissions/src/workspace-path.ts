import path from "node:path";

/** Where a session's workspace is inside the sandbox. */
export const workspaceMount = "/workspace";
/** Where the documents of skills are read. */
export const skillsMount = "/skills";

export type NamedPath =
  | { readonly kind: "inside"; readonly root: "workspace" | "skills"; readonly path: string }
  | { readonly kind: "outside"; readonly path: string };

/**
 * What a path means that the model gave: relative ones start in the workspace. Decided by its text alone, so that rules
 * and tools always agree on it; where links lead is looked at when the file is opened.
 */
export function namePath(given: string): NamedPath {
  const full = path.posix.resolve(workspaceMount, given);
  for (const [root, mount] of mounts) {
    if (full === mount) return { kind: "inside", root, path: "." };
    if (full.startsWith(`${mount}/`)) return { kind: "inside", root, path: full.slice(mount.length + 1) };
  }
  return { kind: "outside", path: full };
}

const mounts: readonly (readonly ["workspace" | "skills", string])[] = [
  ["workspace", workspaceMount],
  ["skills", skillsMount],
];

/** A path as rules see it: one spelling for each file. */
export function pathSubject(given: unknown): string {
  if (typeof given !== "string") return "";
  const named = namePath(given);
  if (named.kind === "outside") return named.path;
  return named.root === "workspace" ? named.path : path.posix.join(skillsMount, named.path);
}
