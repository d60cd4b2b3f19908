import type { SessionFile } from "@slipway/schemas/files/session-file";
import { expect, it } from "vitest";
import { buildTree } from "./build-tree.ts";

const file = (path: string, overrides: Partial<SessionFile> = {}): SessionFile => ({
  path,
  kind: "file",
  size: 3,
  change: null,
  ...overrides,
});
const files = [
  file("README.md"),
  file("src/a.ts", { change: "changed" }),
  file("src/deep/b.ts"),
  file("empty", { kind: "folder", size: null }),
];
const drawn = (open: readonly string[]) =>
  buildTree(files, (folder) => open.includes(folder)).map(
    ({ level, name, isChanged, file: entry }) =>
      `${"  ".repeat(level - 1)}${name}${entry ? "" : "/"}${isChanged ? " *" : ""}`,
  );

it("shows folders first, and what is in those that are open", () => {
  expect(drawn([])).toEqual(["empty/", "src/ *", "README.md"]);
  expect(drawn(["src"])).toEqual(["empty/", "src/ *", "  deep/", "  a.ts *", "README.md"]);
  expect(drawn(["src", "src/deep"])).toEqual([
    "empty/",
    "src/ *",
    "  deep/",
    "    b.ts",
    "  a.ts *",
    "README.md",
  ]);
});

it("keeps names of any kind apart", () => {
  expect(buildTree([file("__proto__/constructor")], () => true).map(({ path }) => path)).toEqual([
    "__proto__",
    "__proto__/constructor",
  ]);
});
