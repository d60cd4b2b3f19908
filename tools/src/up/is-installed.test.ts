import { spawnSync } from "node:child_process";
import { mkdirSync, realpathSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { repositoryRoot } from "#repository-root.ts";
import { temporaryDirectory } from "#temporary-directory.ts";

/** A workspace that pnpm has checked a moment ago. */
function givenInstalled() {
  const root = realpathSync(temporaryDirectory("installed"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  const member = path.join(root, "member");
  write("package.json", "{}");
  write("member/package.json", "{}");
  write("pnpm-workspace.yaml", "packages: [member]");
  write("pnpm-lock.yaml", "one");
  write("node_modules/.pnpm/lock.yaml", "one");
  const lastValidatedTimestamp = Date.now() + 1_000;
  const state = { lastValidatedTimestamp, projects: { [root]: {}, [member]: {} } };
  write("node_modules/.pnpm-workspace-state-v1.json", JSON.stringify(state));
  const edit = (file: string) =>
    utimesSync(path.join(root, file), new Date(), lastValidatedTimestamp / 1_000 + 5);
  return { root, write, edit };
}

function check(root: string): number | null {
  return spawnSync(process.execPath, [path.join(repositoryRoot, "tools/is-installed.mjs"), root]).status;
}

it("needs no pnpm where pnpm has checked everything", () => {
  expect(check(givenInstalled().root)).toBe(0);
});

it("asks pnpm after the lockfile, a manifest or the workspace has changed", () => {
  const { root, write } = givenInstalled();
  write("pnpm-lock.yaml", "two");
  expect(check(root)).toBe(1);
  for (const file of ["package.json", "member/package.json", "pnpm-workspace.yaml"]) {
    const other = givenInstalled();
    other.edit(file);
    expect([file, check(other.root)]).toEqual([file, 1]);
  }
});

it("asks pnpm in a fresh clone and in a copy", () => {
  const { root: fresh } = givenInstalled();
  rmSync(path.join(fresh, "node_modules"), { recursive: true });
  expect(check(fresh)).toBe(1);
  const { root, write } = givenInstalled();
  write(
    "node_modules/.pnpm-workspace-state-v1.json",
    JSON.stringify({ lastValidatedTimestamp: Date.now() + 1_000, projects: { "/elsewhere": {} } }),
  );
  expect(check(root)).toBe(1);
});
