import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { resolveLinks } from "#workspace/resolve-links.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "slipway-links-"));
  mkdirSync(path.join(folder, "secrets"));
  mkdirSync(path.join(folder, "src/deep"), { recursive: true });
  writeFileSync(path.join(folder, "secrets/key"), "");
  const links = {
    "to-file": "secrets/key",
    "to-folder": "secrets",
    "src/up": "../secrets",
    "src/deep/twice": "../up/key",
    absolute: "/workspace/secrets/key",
    outside: "/etc/passwd",
    "climbs-out": "../../etc",
    "round-1": "round-2",
    "round-2": "round-1",
    dangling: "src/nothing",
  };
  for (const [name, target] of Object.entries(links)) symlinkSync(target, path.join(folder, name));
});
afterAll(() => rmSync(folder, { recursive: true }));

it.each([
  ["secrets/key", "secrets/key"],
  [".", "."],
  ["not/there", "not/there"],
  ["to-file", "secrets/key"],
  ["to-folder/key", "secrets/key"],
  ["to-folder/new", "secrets/new"],
  ["src/up/key", "secrets/key"],
  ["src/deep/twice", "secrets/key"],
  ["absolute", "secrets/key"],
  ["outside", "/etc/passwd"],
  ["climbs-out/passwd", "/etc/passwd"],
  ["dangling", "src/nothing"],
  ["round-1", "round-1"],
])("C40 %s leads to %s", (given, expected) => {
  expect(resolveLinks(folder, given)).toBe(expected);
});
