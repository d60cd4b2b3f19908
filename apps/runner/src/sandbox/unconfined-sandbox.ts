import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { controlProgram, type StartedProgram } from "#sandbox/control-program.ts";
import { launchScript, startedDescriptor } from "#sandbox/launch-script.ts";
import { programEnvironment } from "#sandbox/program-environment.ts";
import { readableOf } from "#sandbox/readable-of.ts";
import type { Sandbox, SandboxedProgram } from "#sandbox/sandbox.ts";

/** In a program's environment, and so in that of all it starts. */
const mark = "SLIPWAY_TOOL_CALL";

const settleMs = { between: 5, atMost: 2_000 };

/**
 * What SLIPWAY_UNSAFE_TOOLS=1 asks for on a host without a sandbox: programs run as the runner's own user and reach
 * what it reaches. Time, memory, environment and left-over processes are still seen to, as far as a program lets us.
 */
export function createUnconfinedSandbox(bash: string): Sandbox {
  return {
    isConfined: false,
    owner: null,
    pathInside: ({ source }) => source,
    noProxyReason: null,
    start: (program) => controlProgram(startUnconfined(bash, program), program.limits),
  };
}

function startUnconfined(bash: string, program: SandboxedProgram): StartedProgram {
  const id = randomUUID();
  const script = launchScript({ ...program, proxySocket: null, countProcesses: false });
  const child = spawn(bash, ["--norc", "--noprofile", "-c", script, "sandbox", ...program.argv], {
    env: { ...programEnvironment({ hasProxy: false }), [mark]: id },
    cwd: program.workspace,
    detached: true,
    stdio: [
      program.input === "open" ? "pipe" : "ignore",
      "pipe",
      "pipe",
      "ignore",
      "ignore",
      "ignore",
      "pipe",
    ],
  });
  return {
    child,
    started: readableOf(child, startedDescriptor),
    output: readableOf(child, 1),
    errors: readableOf(child, 2),
    kill: () => killAll(child.pid, id),
    settle: () => killUntilGone(child.pid, id),
  };
}

/**
 * A signal sent is not a process gone, and one that is just becoming another program has no environment to be known by:
 * nothing may be found twice in a row. One that even the kernel cannot end is not waited for.
 */
async function killUntilGone(group: number | undefined, id: string): Promise<void> {
  const until = performance.now() + settleMs.atMost;
  for (let clean = 0; clean < 2 && performance.now() < until; ) {
    clean = killAll(group, id) === 0 ? clean + 1 : 0;
    if (clean < 2) await delay(settleMs.between);
  }
}

/** The process group, and on Linux also those that left it: how many of them were found. */
function killAll(group: number | undefined, id: string): number {
  if (group === undefined) return 0;
  kill(-group);
  const found = findMarked(id);
  for (const pid of found) kill(pid);
  return found.length;
}

function findMarked(id: string): number[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && readEnvironment(name).includes(`${mark}=${id}`))
    .map(Number);
}

function readEnvironment(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, "latin1");
  } catch {
    return ""; // Gone, or somebody else's.
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended.
  }
}
