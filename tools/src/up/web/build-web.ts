import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isOnPath } from "#host-programs/is-on-path.ts";
import { repositoryRoot } from "#repository-root.ts";
import { StartError } from "#start-error.ts";
import { sourceFingerprint } from "#up/web/source-fingerprint.ts";

const built = path.join(repositoryRoot, "apps/web/.next");
const marker = path.join(built, "slipway-sources");
const generated = path.join(repositoryRoot, "packages/db/src/generated/prisma/client.ts");

/** Whether the build is the one of the sources as they are, in some 30 ms. */
export function isBuilt(): boolean {
  if (![marker, generated, path.join(built, "BUILD_ID")].every((file) => existsSync(file))) return false;
  return readFileSync(marker, "utf8") === sourceFingerprint(repositoryRoot);
}

/**
 * Generates the database client and builds the web, through turbo's cache.
 * @throws StartError when it fails, which the log explains.
 */
export async function buildWeb({ env, logFile }: { env: NodeJS.ProcessEnv; logFile: string }): Promise<void> {
  const fingerprint = sourceFingerprint(repositoryRoot);
  await turbo(["run", "generate", "build"], { env, logFile });
  writeFileSync(marker, fingerprint);
}

/** What development needs: it compiles the web page by page. */
export async function generateClient({
  env,
  logFile,
}: {
  env: NodeJS.ProcessEnv;
  logFile: string;
}): Promise<void> {
  await turbo(["run", "generate"], { env, logFile });
}

async function turbo(
  args: string[],
  { env, logFile }: { env: NodeJS.ProcessEnv; logFile: string },
): Promise<void> {
  const log = createWriteStream(logFile, { mode: 0o600 });
  const command = turboCommand(args, env);
  const child = spawn(command.file, command.args, {
    cwd: repositoryRoot,
    env: { ...env, TURBO_TELEMETRY_DISABLED: "1", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const [code] = await once(child, "close");
  log.end();
  await once(log, "close");
  if (code === 0) return;
  const full = readFileSync(logFile, "utf8").includes("ENOSPC");
  throw new StartError(
    full
      ? "The disk is full, so the web could not be built: make room and start again."
      : `The web could not be built: ${logFile} says why.`,
  );
}

/** turbo wants pnpm on its path. Who runs the launcher by itself, without `npm start`, may have none there. */
function turboCommand(args: string[], env: NodeJS.ProcessEnv): { file: string; args: string[] } {
  const turboFile = path.join(repositoryRoot, "node_modules/.bin/turbo");
  if (isOnPath("pnpm", env.PATH ?? "")) return { file: turboFile, args };
  const { packageManager }: { packageManager: string } = JSON.parse(
    readFileSync(path.join(repositoryRoot, "package.json"), "utf8"),
  );
  return { file: "npx", args: ["-y", packageManager, "exec", "turbo", ...args] };
}
