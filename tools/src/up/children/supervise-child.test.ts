import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { identifyProcess } from "#up/children/process-identity.ts";
import { type SupervisedChild, type SuperviseOptions, superviseChild } from "#up/children/supervise-child.ts";

const fixture = path.join(import.meta.dirname, "fixtures/child.mjs");
let home: string;
let file: string;
let running: SupervisedChild[];

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), "slipway-supervise-"));
  file = path.join(home, "told");
  running = [];
});

afterEach(async () => {
  for (const child of running) {
    child.kill();
    await child.stop();
  }
  rmSync(home, { recursive: true });
});

function told(): string[] {
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
}

function words(): string[] {
  return told().map((line) => line.split(" ")[0] ?? "");
}

function pidOf(word: string): number {
  return Number(
    told()
      .find((line) => line.startsWith(word))
      ?.split(" ")[1],
  );
}

function supervise(behaviour: string, options: Partial<SuperviseOptions> = {}): SupervisedChild {
  const child = superviseChild(
    {
      name: "child",
      file: process.execPath,
      args: [fixture, file, behaviour],
      cwd: home,
      env: {},
      logFile: path.join(home, "log"),
    },
    {
      firstDelayMs: 10,
      maxDelayMs: 40,
      steadyMs: 60_000,
      graceMs: 30_000,
      onStart: () => undefined,
      onCrash: () => undefined,
      ...options,
    },
  );
  running.push(child);
  return child;
}

it("starts a child that crashed again, each time later, up to the longest delay", async () => {
  const crashes: unknown[] = [];
  supervise("crash", { onCrash: (crash) => crashes.push(crash) });
  await vi.waitFor(() => expect(crashes.length).toBeGreaterThanOrEqual(4), 10_000);
  expect(crashes.slice(0, 4)).toEqual(
    [10, 20, 40, 40].map((restartInMs, index) => ({ reason: "exit code 7", restartInMs, count: index + 1 })),
  );
});

it("asks the child to end, waits for it and does not start it again", async () => {
  const child = supervise("serve");
  await vi.waitFor(() => expect(words()).toEqual(["start"]), 10_000);
  await child.stop();
  expect(words()).toEqual(["start", "term"]);
  expect(identifyProcess(pidOf("start"))).toBeUndefined();
});

it("kills a child that does not end in its time", async () => {
  const child = supervise("ignore-term", { graceMs: 1000 });
  await vi.waitFor(() => expect(words()).toEqual(["start"]), 10_000);
  await child.stop();
  expect(words()).toEqual(["start", "term"]);
  expect(identifyProcess(pidOf("start"))).toBeUndefined();
});

it("takes along what the child started and left", async () => {
  const child = supervise("leave-a-process");
  await vi.waitFor(() => expect(words()).toEqual(["start", "left"]), 10_000);
  expect(identifyProcess(pidOf("left"))).toBeDefined();
  await child.stop();
  await vi.waitFor(() => expect(identifyProcess(pidOf("left"))).toBeUndefined(), 10_000);
});

it("stops while it waits to start again", async () => {
  const crashed = Promise.withResolvers<void>();
  const child = supervise("crash", { firstDelayMs: 60_000, onCrash: () => crashed.resolve() });
  await crashed.promise;
  await child.stop();
  expect(words()).toEqual(["start"]);
});

it("tells of a program that cannot be started", async () => {
  const crash = Promise.withResolvers<{ reason: string }>();
  const child = superviseChild(
    {
      name: "none",
      file: path.join(home, "none"),
      args: [],
      cwd: home,
      env: {},
      logFile: path.join(home, "log"),
    },
    {
      firstDelayMs: 60_000,
      maxDelayMs: 60_000,
      steadyMs: 1,
      graceMs: 1,
      onStart: () => undefined,
      onCrash: crash.resolve,
    },
  );
  expect((await crash.promise).reason).toContain("ENOENT");
  await child.stop();
});

it("ends the child of a launcher that was killed", async () => {
  const preload = path.join(import.meta.dirname, "exit-with-launcher.ts");
  const launcher = spawn(process.execPath, [
    path.join(import.meta.dirname, "fixtures/launcher.ts"),
    "--import",
    preload,
    fixture,
    file,
    "serve",
  ]);
  await vi.waitFor(() => expect(words()).toEqual(["start"]), 10_000);
  launcher.kill("SIGKILL");
  await vi.waitFor(() => expect(words()).toEqual(["start", "term"]), 10_000);
  await vi.waitFor(() => expect(identifyProcess(pidOf("start"))).toBeUndefined(), 10_000);
});
