import path from "node:path";
import { repositoryRoot } from "#repository-root.ts";
import type { ChildCommand } from "#up/children/supervise-child.ts";
import type { UpEnv } from "#up/env.ts";

export type ChildSettings = {
  readonly env: UpEnv;
  readonly mode: "production" | "development";
  readonly databaseUrl: string;
  readonly secretKey: string;
  /** The directory of the logs. */
  readonly logs: string;
};

const web = path.join(repositoryRoot, "apps/web");
const runner = path.join(repositoryRoot, "apps/runner");
/** What Node has compiled, without types: the next start neither strips nor compiles it again. */
const compileCache = path.join(repositoryRoot, "node_modules/.cache/compile");
const exitWithLauncher = path.join(import.meta.dirname, "exit-with-launcher.ts");
const runGuarded = path.join(import.meta.dirname, "run-guarded.ts");

/** What makes the first admin and the first key is the web's business alone. */
const onlyForWeb = ["SLIPWAY_ADMIN_EMAIL", "SLIPWAY_ADMIN_PASSWORD", "SLIPWAY_BOOTSTRAP_API_KEY"];

export function runnerCommand(settings: ChildSettings): ChildCommand {
  const { env, mode, logs } = settings;
  const main = path.join(runner, "src/main.ts");
  return {
    name: "runner",
    file: process.execPath,
    args: guarded(mode, mode === "development" ? ["--watch", "--watch-preserve-output", main] : [main]),
    cwd: runner,
    env: without(onlyForWeb, { ...childEnv(settings), RUNNER_PORT: String(env.runnerPort) }),
    logFile: path.join(logs, "runner.log"),
  };
}

export function webCommand(settings: ChildSettings): ChildCommand {
  const { env, mode, logs } = settings;
  const main = path.join(web, "src/main.ts");
  return {
    name: "web",
    file: process.execPath,
    args: guarded(mode, mode === "development" ? [...watch(watched), main] : [main]),
    cwd: web,
    env: {
      ...childEnv(settings),
      HOST: env.host,
      PORT: String(env.port),
      SLIPWAY_PUBLIC_URL: env.publicUrl,
      NEXT_TELEMETRY_DISABLED: "1",
    },
    logFile: path.join(logs, "web.log"),
  };
}

/** What the web's own server runs is started again with each edit. Next watches over the pages by itself. */
const watched = [
  ...["main.ts", "api", "public-api", "security", "server"].map((name) => path.join(web, "src", name)),
  ...["db", "egress", "files", "schemas", "tracing"].map((name) =>
    path.join(repositoryRoot, "packages", name, "src"),
  ),
];

/** Young objects' room, in MB. With 8 a run takes some 4 % more processor, and an idle process is no smaller. */
const semiSpaceMb = 16;

function watch(paths: readonly string[]): string[] {
  return ["--watch-preserve-output", ...paths.map((watchedPath) => `--watch-path=${watchedPath}`)];
}

function guarded(mode: ChildSettings["mode"], args: string[]): string[] {
  const preload = [`--max-semi-space-size=${semiSpaceMb}`, "--import", exitWithLauncher];
  return mode === "development" ? [...preload, runGuarded, process.execPath, ...args] : [...preload, ...args];
}

function childEnv({ env, mode, databaseUrl, secretKey }: ChildSettings): NodeJS.ProcessEnv {
  return {
    ...withoutNpm(env.all),
    NODE_ENV: mode,
    // In development every edit would leave another file there.
    ...(mode === "production" && { NODE_COMPILE_CACHE: compileCache }),
    DATABASE_URL: databaseUrl,
    SLIPWAY_DATA_DIR: env.dataDirectory,
    SLIPWAY_SECRET_KEY: secretKey,
  };
}

/** npm tells its whole configuration to what it runs; ours is not meant to see it. */
function withoutNpm(all: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return without(
    Object.keys(all).filter((name) => /^p?npm_/i.test(name)),
    all,
  );
}

function without(names: readonly string[], all: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)));
}
