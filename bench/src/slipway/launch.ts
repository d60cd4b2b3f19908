import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";

export type Launch = {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
};

export type Launched = {
  readonly pid: number;
  /** From the start of the process to its word that everything is ready. */
  readonly readyAfterMs: number;
  /** Asks all to end, as Ctrl-C does, and resolves when they are gone. */
  stop(): Promise<void>;
};

/** Longer than the launcher's own patience with its children. */
const stopTimeoutMs = 50_000;

/** Starts Slipway's launcher, in a process group of its own, and waits until it says that it is ready. */
export async function launch({ file, args, cwd, env, timeoutMs }: Launch): Promise<Launched> {
  const startedAt = performance.now();
  const child = spawn(file, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${file} could not be started`);
  const ended = once(child, "close");
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    process.kill(-pid, "SIGINT");
    const waiting = new AbortController();
    const late = delay(stopTimeoutMs, "late" as const, { signal: waiting.signal }).catch(() => undefined);
    if ((await Promise.race([ended, late])) === "late") process.kill(-pid, "SIGKILL");
    waiting.abort();
    await ended;
  };
  let output = "";
  const ready = Promise.withResolvers<void>();
  const take = (text: string) => {
    output += text;
    if (output.includes("Slipway is ready")) ready.resolve();
  };
  child.stdout.setEncoding("utf8").on("data", take);
  child.stderr.setEncoding("utf8").on("data", take);
  child.once("close", () => ready.reject(new Error(`Slipway ended before it was ready:\n${output}`)));
  const timer = setTimeout(
    () => ready.reject(new Error(`Slipway was not ready in ${timeoutMs / 1000} s:\n${output}`)),
    timeoutMs,
  );
  try {
    await ready.promise;
  } catch (error) {
    await stop();
    throw error;
  } finally {
    clearTimeout(timer);
  }
  return { pid, readyAfterMs: performance.now() - startedAt, stop };
}
