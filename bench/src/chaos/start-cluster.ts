import path from "node:path";
import { type Db, openDb } from "@slipway/db/db";
import { keepPostgresAlive } from "@slipway/tools/postgres/keep-postgres-alive";
import { runnerCommand, webCommand } from "@slipway/tools/up/children/child-commands";
import { type ChildCommand, superviseChild } from "@slipway/tools/up/children/supervise-child";
import { openDataDirectory, storedSecretKey } from "@slipway/tools/up/data-directory";
import { applyMigrations } from "@slipway/tools/up/database/apply-migrations";
import { readEnv } from "@slipway/tools/up/env";
import { waitUntilReady } from "@slipway/tools/up/wait-until-ready";
import { buildWeb, isBuilt } from "@slipway/tools/up/web/build-web";
import { freePort } from "#slipway/free-port.ts";

export type StartCluster = {
  readonly env: NodeJS.ProcessEnv;
  readonly dataDirectory: string;
  readonly webs: number;
  readonly runners: number;
  /** Everything that is started is ended when this is disposed of. */
  readonly stack: AsyncDisposableStack;
};

export type Cluster = {
  readonly urls: readonly string[];
  readonly apiKey: string;
  readonly db: Db;
  /** The processes that run now. */
  pidsOf(kind: "web" | "runner" | "postgres"): readonly number[];
  /** The process behind one of the `urls`. */
  webPid(index: number): number;
  /** Every process that ever ran. */
  readonly seen: ReadonlySet<number>;
};

const apiKey = "slp_chaos_chaos_chaos_chaos_chaos_chaos_chaos";
/** Restarts come quickly: what is looked for is what happens to runs, not how long a machine takes. */
const supervision = { firstDelayMs: 200, maxDelayMs: 1_000, steadyMs: 5_000, graceMs: 35_000 };
const readyTimeoutMs = 60_000;

/** Several webs and runners on one embedded PostgreSQL, each started again when it dies, as the launcher does it. */
export async function startCluster(options: StartCluster): Promise<Cluster> {
  const { stack } = options;
  const seen = new Set<number>();
  const running = { web: new Map<number, number>(), runner: new Map<number, number>(), postgres: new Map() };
  const note = (kind: keyof typeof running, index: number, pid: number | undefined) => {
    if (pid === undefined) running[kind].delete(index);
    else {
      running[kind].set(index, pid);
      seen.add(pid);
    }
  };
  const directory = openDataDirectory(options.dataDirectory);
  if (!isBuilt()) await buildWeb({ env: options.env, logFile: path.join(directory.logs, "build.log") });
  const database = await keepPostgresAlive({
    directory: directory.postgres,
    logFile: path.join(directory.logs, "postgres.log"),
    onCrash: () => note("postgres", 0, undefined),
    onRestart: (pid) => note("postgres", 0, pid),
  });
  stack.defer(() => database.stop());
  note("postgres", 0, database.pid);
  const base = readEnv({
    ...options.env,
    HOST: "",
    SLIPWAY_PUBLIC_URL: "",
    DATABASE_URL: "",
    SLIPWAY_DATA_DIR: options.dataDirectory,
    SLIPWAY_BOOTSTRAP_API_KEY: apiKey,
    // What is measured is what the machine can do, not what a key may.
    SLIPWAY_INVOKE_RATE: "0",
  });
  await applyMigrations(database.url, base.all);
  const settings = {
    mode: "production" as const,
    databaseUrl: database.url,
    secretKey: storedSecretKey(directory.secretKey),
    logs: directory.logs,
  };
  const supervise = (kind: "web" | "runner", index: number, command: ChildCommand) => {
    const child = superviseChild(
      { ...command, logFile: path.join(directory.logs, `${kind}-${index}.log`) },
      {
        ...supervision,
        onStart: (pid) => note(kind, index, pid),
        onCrash: () => note(kind, index, undefined),
      },
    );
    stack.defer(() => child.stop());
  };
  const urls: string[] = [];
  for (let index = 0; index < options.webs; index++) {
    const port = await freePort();
    urls.push(`http://127.0.0.1:${port}`);
    const env = { ...base, port, publicUrl: `http://localhost:${port}` };
    supervise("web", index, webCommand({ ...settings, env }));
  }
  for (let index = 0; index < options.runners; index++) {
    const env = { ...base, runnerPort: await freePort() };
    supervise("runner", index, runnerCommand({ ...settings, env }));
  }
  const { signal } = new AbortController();
  for (const url of urls) {
    await waitUntilReady({
      url: `${url}/api/ready`,
      timeoutMs: readyTimeoutMs,
      logs: directory.logs,
      signal,
    });
  }
  const db = openDb({
    url: database.url,
    maxConnections: 4,
    applicationName: "slipway-chaos",
    onConnectionError: () => undefined,
  });
  stack.defer(() => db.close());
  return {
    urls,
    apiKey,
    db,
    pidsOf: (kind) => [...running[kind].values()],
    webPid: (index) => {
      const pid = running.web.get(index);
      if (pid === undefined) throw new Error(`Web ${index} does not run`);
      return pid;
    },
    seen,
  };
}
