import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import path from "node:path";

/** What a build of the web depends on; of these not the tests, as turbo.json says too. */
const sources = [
  "apps/web",
  "packages",
  "prisma/schema",
  "pnpm-lock.yaml",
  "turbo.json",
  "tsconfig.base.json",
];
const isTest = (name: string) => name === "e2e" || /\.test\.tsx?$/.test(name);

const madeByUs = new Set([
  "node_modules",
  ".next",
  ".turbo",
  "generated",
  "next-env.d.ts",
  "test-results",
  "playwright-report",
]);

/**
 * Names, sizes and times of all sources: quick to take, and different after every edit and every change of branch.
 * (After a fresh clone, too: then turbo compares the contents.)
 */
export function sourceFingerprint(root: string): string {
  const hash = createHash("sha256");
  for (const source of sources) addTo(hash, path.join(root, source));
  return hash.digest("hex");
}

function addTo(hash: ReturnType<typeof createHash>, file: string): void {
  const found = statSync(file);
  if (!found.isDirectory()) {
    hash.update(`${file}\0${found.size}\0${found.mtimeMs}\n`);
    return;
  }
  const names = readdirSync(file).filter(
    (name) => !madeByUs.has(name) && !isTest(name) && !name.endsWith(".tsbuildinfo"),
  );
  for (const name of names.sort()) addTo(hash, path.join(file, name));
}
