import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { removeWorkspace } from "#workspace/remove-workspace.ts";
import { ensureWorkspace, workspaceFolder } from "#workspace/workspace-folder.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), "slipway-remove-"));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const key = { projectId: "prj_1", sessionId: "ses_1" };

it("removes a session's files, whatever they let others do, and nothing that they link to", async () => {
  const folder = workspaceFolder(dataDir, key);
  ensureWorkspace(folder, null);
  const outside = path.join(dataDir, "outside");
  writeFileSync(outside, "kept");
  symlinkSync(outside, path.join(folder, "link"));
  mkdirSync(path.join(folder, "locked"));
  writeFileSync(path.join(folder, "locked/file"), "x");
  chmodSync(path.join(folder, "locked"), 0);
  const neighbour = workspaceFolder(dataDir, { ...key, sessionId: "ses_2" });
  ensureWorkspace(neighbour, null);
  await removeWorkspace(dataDir, key);
  expect([existsSync(folder), existsSync(neighbour), existsSync(outside)]).toEqual([false, true, true]);
  await removeWorkspace(dataDir, { ...key, sessionId: "ses_2" });
  await removeWorkspace(dataDir, key);
  expect(existsSync(path.dirname(folder))).toBe(false);
});

it.each(["..", "a/b", "", "a\0"])("C52 takes no id that is a path: %j", (sessionId) => {
  expect(() => workspaceFolder(dataDir, { ...key, sessionId })).toThrow(/^No id: /);
});
