import type { ChildProcess } from "node:child_process";
import { constants, setPriority } from "node:os";
import type { Readable } from "node:stream";
import type { ProgramEnd, ProgramLimits, RunningProgram } from "#sandbox/sandbox.ts";
import { watchMemory } from "#sandbox/watch-memory.ts";

/** A program just started, as one way of starting it made it. */
export type StartedProgram = {
  readonly child: ChildProcess;
  /** Says something once the program's turn came, and ends. */
  readonly started: Readable;
  readonly output: Readable;
  readonly errors: Readable;
  /** Kills all that belongs to it. Called more than once. */
  readonly kill: () => void;
  /** Settles once nothing runs any more of what it started. Called after its exit. */
  readonly settle: () => Promise<void>;
};

/** What people and the model do beside programs goes first. */
const lowPriority = 5;
const keptErrorLength = 4_000;

/** Bounds a started program in time and memory, and says how it ended. */
export function controlProgram(program: StartedProgram, limits: ProgramLimits): RunningProgram {
  const { child, output } = program;
  let cause: "asked" | "time" | "memory" | null = null;
  const stop = (why: "asked" | "time" | "memory") => {
    cause ??= why;
    program.kill();
  };
  const timer = setTimeout(() => stop("time"), limits.timeMs);
  const endWatch = watchTree(child, { limit: limits.memoryBytes, onOveruse: () => stop("memory") });
  const started = readTail(program.started);
  const errors = readTail(program.errors);
  const end = exitOf(child).then(async (exit): Promise<ProgramEnd> => {
    clearTimeout(timer);
    endWatch();
    await program.settle();
    if (cause !== null) return { kind: "stopped", cause };
    const said = await errors;
    if (exit.kind === "failed") return { kind: "not_started", reason: exit.reason };
    if ((await started) === "")
      return { kind: "not_started", reason: said.trim() || `exit code ${exit.code}` };
    return { kind: "exited", code: exit.code, errors: said };
  });
  return { input: child.stdin, output, end, stop: () => stop("asked") };
}

function watchTree(child: ChildProcess, watch: { limit: number; onOveruse: () => void }): () => void {
  if (child.pid === undefined) return () => undefined;
  try {
    setPriority(child.pid, lowPriority);
  } catch {
    // It has ended already.
  }
  return watchMemory({ root: child.pid, ...watch });
}

type Exit =
  | { readonly kind: "exited"; readonly code: number }
  | { readonly kind: "failed"; readonly reason: string };

function exitOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve({ kind: "failed", reason: error.message }));
    child.once("exit", (code, signal) => {
      resolve({ kind: "exited", code: code ?? 128 + constants.signals[signal ?? "SIGKILL"] });
    });
  });
}

/** Reads to the end and keeps the last of it. */
async function readTail(stream: Readable): Promise<string> {
  let tail = "";
  try {
    for await (const chunk of stream.setEncoding("utf8")) tail = `${tail}${chunk}`.slice(-keptErrorLength);
  } catch {
    // A pipe that broke says no more.
  }
  return tail;
}
