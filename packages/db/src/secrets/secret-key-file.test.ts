import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readOrCreateSecretKey } from "#secrets/secret-key-file.ts";
import { parseSecretKeys } from "#secrets/secret-keys.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), "slipway-key-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

it("makes a key once, for its owner's eyes only", () => {
  const home = path.join(directory, "new");
  const key = readOrCreateSecretKey(home);
  expect(parseSecretKeys(key).current.bytes).toHaveLength(32);
  expect(readOrCreateSecretKey(home)).toBe(key);
  expect(readdirSync(home)).toEqual(["secret-key"]);
  expect(statSync(path.join(home, "secret-key")).mode & 0o777).toBe(0o600);
});

it("gives processes that start together one and the same key", async () => {
  const script = `import { readOrCreateSecretKey } from ${JSON.stringify(path.join(import.meta.dirname, "secret-key-file.ts"))};
    process.stdout.write(readOrCreateSecretKey(${JSON.stringify(directory)}));`;
  const start = () => promisify(execFile)(process.execPath, ["--input-type=module", "-e", script]);
  const keys = await Promise.all(Array.from({ length: 6 }, start));
  expect(new Set(keys.map(({ stdout }) => stdout)).size).toBe(1);
  expect(readdirSync(directory)).toEqual(["secret-key"]);
});
