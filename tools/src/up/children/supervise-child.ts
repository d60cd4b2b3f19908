import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

export type ChildCommand = {
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
};

export type SuperviseOptions = {
  /** How long to wait before the first restart; it doubles with each, up to `maxDelayMs`. */
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
  /** A child that lived this long starts again with the first delay. */
  readonly steadyMs: number;
  /** From the request to end until it is killed. */
  readonly graceMs: number;
  readonly onStart: (pid: number) => void;
  readonly onCrash: (crash: { reason: string; restartInMs: number; count: number }) => void;
};

export type SupervisedChild = {
  readonly name: string;
  /** Asks the child to end and resolves when its process group is gone. */
  stop(): Promise<void>;
  /** Does not wait for the child to end by itself. */
  kill(): void;
};

/** Keeps a child alive, with growing delay between starts, until it is stopped. */
export function superviseChild(command: ChildCommand, options: SuperviseOptions): SupervisedChild {
  const stopping = new AbortController();
  const killing = new AbortController();
  const ended = keepAlive(command, { ...options, stopping: stopping.signal, killing: killing.signal });
  return {
    name: command.name,
    stop: async () => {
      stopping.abort();
      await ended;
    },
    kill: () => {
      stopping.abort();
      killing.abort();
    },
  };
}

type KeepAlive = SuperviseOptions & { readonly stopping: AbortSignal; readonly killing: AbortSignal };

async function keepAlive(command: ChildCommand, options: KeepAlive): Promise<void> {
  const { firstDelayMs, maxDelayMs, steadyMs, stopping, onCrash } = options;
  let delayMs = firstDelayMs;
  for (let count = 1; !stopping.aborted; count += 1) {
    const startedAt = Date.now();
    const reason = await runOnce(command, options);
    if (stopping.aborted) return;
    if (Date.now() - startedAt >= steadyMs) delayMs = firstDelayMs;
    onCrash({ reason, restartInMs: delayMs, count });
    await delay(delayMs, undefined, { signal: stopping }).catch(() => undefined);
    delayMs = Math.min(delayMs * 2, maxDelayMs);
  }
}

/** Resolves with the reason when the process has ended, whether by itself or because it was asked to. */
async function runOnce(command: ChildCommand, options: KeepAlive): Promise<string> {
  const child = spawnChild(command);
  // `once` rejects when the program cannot even be started.
  const ended = once(child, "exit").catch((error: unknown) => [error]);
  if (child.pid !== undefined) options.onStart(child.pid);
  const signalGroup = (signal: NodeJS.Signals) => killGroup(child, signal);
  const timers: NodeJS.Timeout[] = [];
  const askToEnd = () => {
    child.kill("SIGTERM");
    timers.push(setTimeout(() => signalGroup("SIGKILL"), options.graceMs));
  };
  const killNow = () => signalGroup("SIGKILL");
  options.stopping.addEventListener("abort", askToEnd);
  options.killing.addEventListener("abort", killNow);
  try {
    const [code, signal] = await ended;
    return describeEnd(code, signal);
  } finally {
    signalGroup("SIGKILL");
    for (const timer of timers) clearTimeout(timer);
    options.stopping.removeEventListener("abort", askToEnd);
    options.killing.removeEventListener("abort", killNow);
  }
}

/**
 * In a process group of its own, so that a Ctrl-C reaches the launcher only, which ends its children in order.
 * Its fourth file descriptor breaks when the launcher dies: see exit-with-launcher.ts.
 */
function spawnChild({ file, args, cwd, env, logFile }: ChildCommand): ChildProcess {
  const log = openSync(logFile, "a", 0o600);
  try {
    return spawn(file, args, { cwd, env, detached: true, stdio: ["ignore", log, log, "pipe"] });
  } finally {
    closeSync(log);
  }
}

/** Whatever the child started and left behind goes with it. */
function killGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // No process of the group is left.
  }
}

function describeEnd(code: unknown, signal: unknown): string {
  if (code instanceof Error) return code.message;
  return code === null ? `killed by ${signal}` : `exit code ${code}`;
}
