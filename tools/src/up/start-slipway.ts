import path from "node:path";
import { repositoryRoot } from "#repository-root.ts";
import { checkPort } from "#up/check-port.ts";
import { runnerCommand, webCommand } from "#up/children/child-commands.ts";
import { openProcessRecord } from "#up/children/process-record.ts";
import { startChildren } from "#up/children/start-children.ts";
import { type DataDirectory, openDataDirectory, storedSecretKey } from "#up/data-directory.ts";
import { applyMigrations } from "#up/database/apply-migrations.ts";
import { type OpenDatabase, openDatabase } from "#up/database/open-database.ts";
import { pendingMigrations } from "#up/database/pending-migrations.ts";
import { setupLink } from "#up/database/setup-link.ts";
import type { UpEnv } from "#up/env.ts";
import type { OrderedShutdown } from "#up/ordered-shutdown.ts";
import { prepareHost } from "#up/prepare-host.ts";
import { readyMessage } from "#up/print-ready.ts";
import type { Progress } from "#up/progress.ts";
import { rotateLogs } from "#up/rotate-logs.ts";
import type { StopRequest } from "#up/stop-request.ts";
import { waitUntilReady } from "#up/wait-until-ready.ts";
import { buildWeb, generateClient, isBuilt } from "#up/web/build-web.ts";

export type StartSlipway = {
  readonly env: UpEnv;
  readonly mode: "production" | "development";
  readonly progress: Progress;
  /** Gets everything that is started, as it is started. */
  readonly shutdown: OrderedShutdown;
  readonly stop: StopRequest;
};

const logCheckMs = 60_000;
const readyTimeoutMs = 60_000;

/**
 * From a clone with its dependencies to a Slipway that answers.
 * @throws StartError when the machine stands in the way; what was started until then is in `shutdown`.
 */
export async function startSlipway({ env, mode, progress, shutdown, stop }: StartSlipway): Promise<void> {
  const { signal } = stop;
  const startedAt = Date.now();
  const directory = openDataDirectory(env.dataDirectory);
  const record = await openProcessRecord(directory.processes);
  shutdown.defer(() => Promise.resolve(record.close()));
  keepLogsSmall(directory, shutdown);
  await checkPort({ host: env.host, port: env.port, variable: "PORT" });
  await checkPort({ host: "127.0.0.1", port: env.runnerPort, variable: "RUNNER_PORT" });
  await prepareHost(env, progress);
  signal.throwIfAborted();

  await build({ env, mode, progress, directory });
  signal.throwIfAborted();

  const database = await startDatabase({ env, progress, directory });
  shutdown.defer(database.stop);
  await migrate(database.url, { env, progress });
  signal.throwIfAborted();

  const settings = {
    env,
    mode,
    databaseUrl: database.url,
    secretKey: env.secretKey ?? storedSecretKey(directory.secretKey),
    logs: directory.logs,
  };
  const children = startChildren([runnerCommand(settings), webCommand(settings)], { record, progress });
  for (const child of children.all) {
    shutdown.defer(child.stop);
    stop.onHurry(child.kill);
  }
  await progress.step("Web and runner", () =>
    Promise.race([
      waitUntilReady({ url: readyUrl(env), timeoutMs: readyTimeoutMs, logs: directory.logs, signal }),
      children.failed,
    ]),
  );
  const setupUrl = await setupLink(database.url, env);
  progress.say(
    readyMessage({ env, startedAt, setupUrl, logs: path.relative(process.cwd(), directory.logs) }),
  );
}

function keepLogsSmall({ logs }: DataDirectory, shutdown: OrderedShutdown): void {
  rotateLogs(logs);
  const timer = setInterval(() => rotateLogs(logs), logCheckMs);
  shutdown.defer(() => Promise.resolve(clearInterval(timer)));
}

type Step = { readonly env: UpEnv; readonly progress: Progress; readonly directory: DataDirectory };

async function build({ env, mode, progress, directory }: Step & Pick<StartSlipway, "mode">): Promise<void> {
  const options = { env: env.all, logFile: path.join(directory.logs, "build.log") };
  if (mode === "development") return await progress.step("Database client", () => generateClient(options));
  if (!isBuilt()) await progress.step("Build", () => buildWeb(options));
}

async function startDatabase({ env, progress, directory }: Step): Promise<OpenDatabase> {
  const logFile = path.join(directory.logs, "postgres.log");
  const database = await progress.step("PostgreSQL", () =>
    openDatabase({
      databaseUrl: env.databaseUrl,
      directory: directory.postgres,
      logFile,
      onCrash: ({ reason, restartInMs }) => {
        const when = restartInMs === 0 ? "now" : `in ${restartInMs / 1000} s`;
        progress.say(`  ! PostgreSQL ended (${reason}): starting it again ${when}. ${logFile} says why.`);
      },
      onRestart: () => progress.say("  ✓ PostgreSQL runs again"),
    }),
  );
  if (database.reused) progress.say("    (it was still running from last time)");
  return database;
}

async function migrate(url: string, { env, progress }: Omit<Step, "directory">): Promise<void> {
  const pending = await pendingMigrations(url, path.join(repositoryRoot, "prisma/migrations"));
  if (pending.length === 0) return;
  const count = pending.length === 1 ? "1 migration" : `${pending.length} migrations`;
  await progress.step(count, () => applyMigrations(url, env.all));
}

/** Asked for on this machine, whatever the public address is. */
function readyUrl({ host, port }: UpEnv): string {
  const reachable = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return `http://${reachable.includes(":") ? `[${reachable}]` : reachable}:${port}/api/ready`;
}
