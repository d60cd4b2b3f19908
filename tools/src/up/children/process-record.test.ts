import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { identifyProcess } from "#up/children/process-identity.ts";
import { openProcessRecord } from "#up/children/process-record.ts";

let home: string;
let file: string;

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), "slipway-record-"));
  file = path.join(home, "processes.json");
});

afterEach(() => rmSync(home, { recursive: true }));

const gone = { pid: 1, startedAt: "never" };

it("ends what a dead launcher left running, and nothing that merely has its number", async () => {
  const left = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  const stranger = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  await Promise.all([once(left, "spawn"), once(stranger, "spawn")]);
  const children = { web: identifyProcess(left.pid ?? 0), runner: { pid: stranger.pid, startedAt: "other" } };
  writeFileSync(file, JSON.stringify({ launcher: gone, children }));
  const exited = once(left, "exit");
  await openProcessRecord(file);
  expect((await exited)[1]).toBe("SIGTERM");
  expect(identifyProcess(stranger.pid ?? 0)).toBeDefined();
  stranger.kill("SIGKILL");
});

it("refuses a second launcher while the first is alive", async () => {
  await openProcessRecord(file);
  await expect(openProcessRecord(file)).rejects.toThrow(
    `already runs from this data directory (process ${process.pid})`,
  );
});

it("notes children as they come and go, and leaves nothing behind", async () => {
  const record = await openProcessRecord(file);
  record.note("web", process.pid);
  expect(JSON.parse(readFileSync(file, "utf8")).children).toEqual({ web: identifyProcess(process.pid) });
  record.note("web", undefined);
  expect(JSON.parse(readFileSync(file, "utf8")).children).toEqual({});
  record.close();
  expect(existsSync(file)).toBe(false);
});

it("starts over from a file that was cut short", async () => {
  writeFileSync(file, '{"launcher":');
  await openProcessRecord(file);
  expect(JSON.parse(readFileSync(file, "utf8")).launcher.pid).toBe(process.pid);
});
