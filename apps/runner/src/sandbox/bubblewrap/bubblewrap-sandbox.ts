import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { Writable } from "node:stream";
import {
  type BubblewrapHost,
  bubblewrapCall,
  descriptors,
} from "#sandbox/bubblewrap/bubblewrap-arguments.ts";
import { controlProgram, type StartedProgram } from "#sandbox/control-program.ts";
import { programEnvironment } from "#sandbox/program-environment.ts";
import { readableOf } from "#sandbox/readable-of.ts";
import type { Sandbox, SandboxedProgram } from "#sandbox/sandbox.ts";

export type BubblewrapSandbox = BubblewrapHost & {
  /** A file with the filter of system calls. */
  readonly filterFile: string;
  /** Carries connections to the proxy. Null: not installed. */
  readonly socat: string | null;
};

/**
 * Runs each program in namespaces of its own. When the first process inside ends, in whatever way, the kernel ends all
 * the others before anyone is told.
 */
export function createBubblewrapSandbox(host: BubblewrapSandbox): Sandbox {
  return {
    isConfined: true,
    owner: host.dropTo?.uid ?? null,
    pathInside: ({ target }) => target,
    noProxyReason:
      host.socat === null
        ? "its allowed hosts are reached through socat, which is not installed (sudo apt-get install socat)"
        : null,
    start: (program) => controlProgram(startBubblewrap(host, program), program.limits),
  };
}

function startBubblewrap(host: BubblewrapSandbox, program: SandboxedProgram): StartedProgram {
  const call = bubblewrapCall(host, program);
  const filter = openSync(host.filterFile, "r");
  try {
    const child = spawn(host.bwrap, call.arguments, {
      env: programEnvironment({ hasProxy: program.proxySocket !== null }),
      cwd: "/",
      stdio: [program.input === "open" ? "pipe" : "ignore", "pipe", "pipe", "pipe", "pipe", filter, "pipe"],
    });
    sendOptions(child, call.options);
    const first = readFirstProcess(child);
    return {
      child,
      started: readableOf(child, descriptors.started),
      output: readableOf(child, 1),
      errors: readableOf(child, 2),
      kill: () => killNamespace(child, first.pid),
      // The kernel ends a namespace whole before the one outside learns of it.
      settle: async () => undefined,
    };
  } finally {
    closeSync(filter);
  }
}

function sendOptions(child: ChildProcess, options: readonly string[]): void {
  const pipe = child.stdio[descriptors.options];
  if (!(pipe instanceof Writable)) return;
  // When bubblewrap ends before it read all, its exit says so.
  pipe.on("error", () => undefined);
  pipe.end(options.map((option) => `${option}\0`).join(""));
}

/** Learns which process of the host is the first one inside. */
function readFirstProcess(child: ChildProcess): { readonly pid: number | null } {
  const first: { pid: number | null } = { pid: null };
  let text = "";
  const status = readableOf(child, descriptors.status).setEncoding("utf8");
  status.on("error", () => undefined);
  status.on("data", (chunk: string) => {
    text += chunk;
    const pid = /"child-pid": (\d+)/.exec(text)?.[1];
    if (pid !== undefined) first.pid = Number(pid);
  });
  return first;
}

/**
 * The process outside waits for the first one inside, which the kernel lets go only after all others: so it is the
 * first one inside that is killed. Before it is known, the one outside takes it along.
 */
function killNamespace(child: ChildProcess, first: number | null): void {
  if (child.exitCode !== null || child.signalCode !== null) return;
  if (first === null || !kill(first)) child.kill("SIGKILL");
}

function kill(pid: number): boolean {
  try {
    return process.kill(pid, "SIGKILL");
  } catch {
    return false; // It is gone, and the one outside is about to be.
  }
}
