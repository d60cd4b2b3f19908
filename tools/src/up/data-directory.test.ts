import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openDataDirectory, storedSecretKey } from "#up/data-directory.ts";

let home: string;

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), "slipway-data-"));
});

afterEach(() => rmSync(home, { recursive: true }));

it("makes a directory that others cannot look into, and a key that stays the same", () => {
  const directory = openDataDirectory(path.join(home, "data"));
  expect(statSync(directory.root).mode & 0o777).toBe(0o711);
  expect(statSync(directory.logs).mode & 0o777).toBe(0o700);
  const key = storedSecretKey(directory.secretKey);
  expect(Buffer.from(key, "base64")).toHaveLength(32);
  expect(statSync(directory.secretKey).mode & 0o777).toBe(0o600);
  expect(storedSecretKey(openDataDirectory(path.join(home, "data")).secretKey)).toBe(key);
});

it("stays out of git wherever it is put", () => {
  expect(readFileSync(path.join(openDataDirectory(home).root, ".gitignore"), "utf8")).toBe("*\n");
});

it("reports what stands in its way", () => {
  writeFileSync(path.join(home, "file"), "");
  expect(() => openDataDirectory(path.join(home, "file"))).toThrow("EEXIST");
});
