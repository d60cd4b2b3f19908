import {
  appendFileSync,
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { rotateLogs } from "#up/rotate-logs.ts";

it("moves a long log aside under a writer that keeps it open, and leaves short ones alone", () => {
  const home = mkdtempSync(path.join(tmpdir(), "slipway-logs-"));
  const [long, short] = [path.join(home, "web.log"), path.join(home, "runner.log")];
  writeFileSync(long, "x".repeat(11 * 1024 * 1024));
  appendFileSync(short, "short\n");
  const writer = openSync(long, "a");
  rotateLogs(home);
  writeSync(writer, "after\n");
  closeSync(writer);
  expect(readFileSync(long, "utf8")).toBe("after\n");
  expect(readFileSync(`${long}.1`).length).toBe(11 * 1024 * 1024);
  expect(readFileSync(short, "utf8")).toBe("short\n");
  rmSync(home, { recursive: true });
});
