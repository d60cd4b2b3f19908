import { execFileSync } from "node:child_process";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { repositoryRoot } from "@slipway/tools/repository-root";
import type { Report } from "#report/report.ts";

/** What the figures depend on and cannot say themselves. */
export function describeConditions(): Pick<Report, "at" | "host" | "commit"> {
  return {
    at: new Date().toISOString(),
    host: {
      cores: availableParallelism(),
      processor: cpus()[0]?.model ?? "unknown",
      memoryGb: Math.round(totalmem() / 2 ** 30),
      node: process.version,
      loadBefore: loadavg()[0] ?? 0,
    },
    commit: currentCommit(),
  };
}

/** With a plus sign when the sources are not exactly that commit's. */
function currentCommit(): string {
  const git = (...args: string[]) =>
    execFileSync("git", args, {
      cwd: repositoryRoot,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  try {
    return git("rev-parse", "--short", "HEAD") + (git("status", "--porcelain") === "" ? "" : "+");
  } catch {
    return "unknown";
  }
}
