/*
 * Whether everything that the lockfile names is installed here, by pnpm's own records: then `npm start` needs no pnpm, which
 * takes longer to find that out than Slipway takes to start. Exits with 1 where it is not certain.
 */
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = process.argv[2] ?? path.dirname(path.dirname(fileURLToPath(import.meta.url)));

process.exit(isInstalled() ? 0 : 1);

function isInstalled() {
  try {
    const wanted = readFileSync(path.join(root, "pnpm-lock.yaml"));
    if (!wanted.equals(readFileSync(path.join(root, "node_modules/.pnpm/lock.yaml")))) return false;
    const state = path.join(root, "node_modules/.pnpm-workspace-state-v1.json");
    const { lastValidatedTimestamp, projects } = JSON.parse(readFileSync(state, "utf8"));
    // What pnpm has checked stands under its whole path: a copy elsewhere has not been.
    if (!(root in projects)) return false;
    const manifests = Object.keys(projects).map((project) => path.join(project, "package.json"));
    return [...manifests, path.join(root, "pnpm-workspace.yaml")].every(
      (file) => statSync(file).mtimeMs <= lastValidatedTimestamp,
    );
  } catch {
    return false;
  }
}
