import { readFileSync } from "node:fs";
import path from "node:path";
import { repositoryRoot } from "@slipway/tools/repository-root";
import type { Call } from "#load/load-plan.ts";
import { admin } from "#slipway/admin.ts";
import { createBenchApp, post } from "#slipway/create-bench-app.ts";
import { freePort } from "#slipway/free-port.ts";
import { launch } from "#slipway/launch.ts";

export type StartSlipway = {
  readonly env: NodeJS.ProcessEnv;
  readonly dataDirectory: string;
  readonly modelBaseUrl: string;
  /** `npm start`, as a person types it, or the launcher alone, which needs no package managers around it. */
  readonly by: "npm" | "launcher";
};

export type Invoke = {
  readonly message: string;
  readonly sessionId?: string | null;
  readonly durable?: boolean;
  /** The run's events, or the finished run. */
  readonly as?: "events" | "run";
};

export type Slipway = AsyncDisposable & {
  /** Where the web listens. */
  readonly url: string;
  readonly appId: string;
  readonly dataDirectory: string;
  readonly launcherPid: number;
  readonly startedAt: number;
  readonly readyAfterMs: number;
  /** The web's and the runner's process as they are now: a crashed one comes back as another. */
  pidOf(name: "web" | "runner"): number;
  invoke(invoke: Invoke): Call;
  /** Posts to a path below /api/v1. Throws what was not accepted. */
  post<Answer>(path: string, body: unknown): Promise<Answer>;
  /** What the API answers to a question. */
  get<Answer>(path: string): Promise<Answer>;
};

const apiKey = "slp_bench_bench_bench_bench_bench_bench_bench";
/** The first start may have to build the web. */
const startTimeoutMs = 300_000;

/** A production Slipway of its own: embedded PostgreSQL, web and runner, on ports that are free, and an app to call. */
export async function startSlipway({ env, dataDirectory, modelBaseUrl, by }: StartSlipway): Promise<Slipway> {
  const [port, runnerPort] = await Promise.all([freePort(), freePort()]);
  const startedAt = performance.now();
  const launched = await launch({
    ...commands[by],
    cwd: repositoryRoot,
    env: {
      ...env,
      PORT: String(port),
      RUNNER_PORT: String(runnerPort),
      SLIPWAY_DATA_DIR: dataDirectory,
      SLIPWAY_BOOTSTRAP_API_KEY: apiKey,
      SLIPWAY_ADMIN_EMAIL: admin.email,
      SLIPWAY_ADMIN_PASSWORD: admin.password,
      // What is measured is what the machine can do, not what a key may.
      SLIPWAY_INVOKE_RATE: "0",
      DATABASE_URL: "",
    },
    timeoutMs: startTimeoutMs,
  });
  const url = `http://127.0.0.1:${port}`;
  try {
    const app = await createBenchApp({ url, apiKey }, modelBaseUrl);
    return {
      url,
      appId: app,
      post: (path, body) => post({ url, apiKey }, path, body),
      dataDirectory,
      launcherPid: launched.pid,
      startedAt,
      readyAfterMs: launched.readyAfterMs,
      pidOf: (name) => readPid(dataDirectory, name),
      invoke: (invoke) => toCall(`${url}/api/v1/apps/${app}/invoke`, invoke),
      get: (path) => ask(`${url}/api/v1${path}`),
      [Symbol.asyncDispose]: launched.stop,
    };
  } catch (error) {
    await launched.stop();
    throw error;
  }
}

async function ask<Answer>(url: string): Promise<Answer> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${apiKey}` } });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
  const answer: Answer = JSON.parse(text);
  return answer;
}

const commands = {
  npm: { file: "npm", args: ["start"] },
  launcher: { file: process.execPath, args: ["tools/src/up/main.ts"] },
};

function readPid(dataDirectory: string, name: "web" | "runner"): number {
  const file = path.join(dataDirectory, "processes.json");
  const { children }: { children: Record<string, { pid: number } | undefined> } = JSON.parse(
    readFileSync(file, "utf8"),
  );
  const pid = children[name]?.pid;
  if (pid === undefined) throw new Error(`The ${name} does not run`);
  return pid;
}

function toCall(url: string, { message, sessionId, durable, as = "events" }: Invoke): Call {
  return {
    url,
    headers: {
      authorization: `Bearer ${apiKey}`,
      accept: as === "events" ? "text/event-stream" : "application/json",
    },
    body: JSON.stringify({
      input: { message },
      ...(sessionId && { sessionId }),
      ...(durable !== undefined && { durable }),
    }),
    wire: as === "events" ? "slipway" : "json",
  };
}
