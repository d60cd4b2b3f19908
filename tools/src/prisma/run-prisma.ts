import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { repositoryRoot } from "#repository-root.ts";

export type PrismaResult = { readonly exitCode: number; readonly output: string };

export type RunPrisma = {
  /** Unset for commands that need no database. */
  readonly databaseUrl?: string | undefined;
  readonly env?: NodeJS.ProcessEnv;
  /** `show` gives Prisma the terminal, so that it can ask; `collect` returns what it says. */
  readonly output: "show" | "collect";
};

/** Runs Prisma's command line with this Node and the repository's configuration. */
export async function runPrisma(args: readonly string[], options: RunPrisma): Promise<PrismaResult> {
  const { databaseUrl, env = {}, output } = options;
  const child = spawn(
    process.execPath,
    [resolve(repositoryRoot, "node_modules/prisma/build/index.js"), ...args],
    {
      cwd: repositoryRoot,
      env: { ...env, ...(databaseUrl && { DATABASE_URL: databaseUrl }) },
      stdio: output === "show" ? "inherit" : ["ignore", "pipe", "pipe"],
    },
  );
  const [said, complained, [exitCode]] = await Promise.all([
    child.stdout ? text(child.stdout) : "",
    child.stderr ? text(child.stderr) : "",
    once(child, "exit"),
  ]);
  return { exitCode: exitCode ?? 1, output: said + complained };
}
