import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { markScripts } from "./mark-scripts.ts";

it("marks each script once, however often it is built, and nothing else", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "slipway-scripts-"));
  const read = (name: string) => readFileSync(path.join(folder, name), "utf8");
  writeFileSync(path.join(folder, "one.js"), "one()");
  writeFileSync(path.join(folder, "style.css"), "a {}");
  markScripts(folder);
  writeFileSync(path.join(folder, "two.js"), "two()");
  markScripts(folder);
  expect(["one.js", "two.js", "style.css"].map(read)).toEqual([
    "//# allFunctionsCalledOnLoad\none()",
    "//# allFunctionsCalledOnLoad\ntwo()",
    "a {}",
  ]);
  rmSync(folder, { recursive: true });
});
