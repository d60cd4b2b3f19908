import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync } from "node:fs";
import { repositoryRoot } from "#repository-root.ts";

export type LoggedCommand = {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
};

export type LoggedResult = { readonly exitCode: number; readonly output: string };

const limitMs = 15 * 60_000;

/** Runs a program from the repository's root without a terminal, its output into the log. Too slow counts as failed. */
export async function runLogged({ file, args, env, logFile }: LoggedCommand): Promise<LoggedResult> {
  const child = spawn(file, args, {
    cwd: repositoryRoot,
    env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const take = (text: string) => {
    output += text;
    appendFileSync(logFile, text);
  };
  child.stdout.setEncoding("utf8").on("data", take);
  child.stderr.setEncoding("utf8").on("data", take);
  const endGroup = () => endProcessGroup(child.pid);
  const limit = setTimeout(() => {
    take(`\nStopped: it took longer than ${limitMs / 60_000} minutes.\n`);
    endGroup();
  }, limitMs);
  process.once("exit", endGroup);
  try {
    const [code] = await once(child, "close");
    return { exitCode: code ?? 1, output };
  } catch (error) {
    take(`${file} cannot be run: ${error}\n`);
    return { exitCode: 1, output };
  } finally {
    clearTimeout(limit);
    process.off("exit", endGroup);
  }
}

/** In a group of its own, so that nothing it started stays behind. */
function endProcessGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // No process of the group is left.
  }
}
