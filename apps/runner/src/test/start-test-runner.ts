import { spawn } from "node:child_process";
import { createServer } from "node:net";
import path from "node:path";
import { testSecretKey } from "@slipway/db/testing/given-app";

export type TestRunner = AsyncDisposable & {
  readonly pid: number;
  readonly port: number;
  /** Resolves when the process is gone, however. */
  readonly ended: Promise<unknown>;
  /** What it logged so far. */
  log(): string;
  /**
   * Sends a signal and waits until the process is gone. Answers its exit code, null after kill -9. C60: one that ends in
   * order has ended or handed over all that it started; throws where its counts say otherwise.
   */
  end(signal: "SIGTERM" | "SIGKILL"): Promise<number | null>;
};

const main = path.join(import.meta.dirname, "../main.ts");
const scripted = path.join(import.meta.dirname, "scripted-runner.ts");

/** A real runner process on the given database; resolves when it is ready. */
export function startTestRunner(databaseUrl: string, env: NodeJS.ProcessEnv = {}): Promise<TestRunner> {
  return start([main], databaseUrl, env);
}

/** The same with tools that do what a test says, as `scripted-runner.ts` tells. */
export function startScriptedRunner(
  databaseUrl: string,
  { effects }: { readonly effects: string },
): Promise<TestRunner> {
  return start([scripted, effects], databaseUrl, {});
}

async function start(
  program: readonly string[],
  databaseUrl: string,
  env: NodeJS.ProcessEnv,
): Promise<TestRunner> {
  const port = await freePort();
  const child = spawn(process.execPath, program, {
    env: {
      DATABASE_URL: databaseUrl,
      RUNNER_PORT: String(port),
      SLIPWAY_SECRET_KEY: testSecretKey,
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  const exited = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  const ready = new Promise<void>((resolve, reject) => {
    child.stderr.on("data", (chunk: Buffer) => {
      log += chunk.toString();
    });
    child.stdout.on("data", (chunk: Buffer) => {
      log += chunk.toString();
      if (log.includes('"msg":"Ready"')) resolve();
    });
    child.once("exit", (code) =>
      reject(new Error(`The runner ended with ${code} before it was ready: ${log}`)),
    );
  });
  const end = async (signal: "SIGTERM" | "SIGKILL") => {
    const isRunning = child.exitCode === null && child.signalCode === null;
    child.kill(signal);
    const code = await exited;
    if (isRunning && signal === "SIGTERM" && code === 0) requireBalance(log);
    return code;
  };
  await ready;
  return {
    pid: child.pid ?? 0,
    port,
    ended: exited,
    log: () => log,
    end,
    [Symbol.asyncDispose]: async () => void (await end("SIGKILL")),
  };
}

/** What the process said last of the runs that it has seen. */
function requireBalance(log: string): void {
  const [, counts] = /"runs":(\{[^}]*\}),"msg":"Stopped"/.exec(log) ?? [];
  if (counts === undefined) throw new Error(`The runner did not say what became of its runs: ${log}`);
  const { started, ended, released, active } = JSON.parse(counts);
  if (active !== 0 || started !== ended + released) throw new Error(`Runs are not balanced: ${counts}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
