import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { text } from "node:stream/consumers";
import { isOnPath } from "#host-programs/is-on-path.ts";

/** A program of the host, and the Debian package that brings it. */
export type HostProgram = { readonly command: string; readonly package: string };

export const sandboxPrograms: readonly HostProgram[] = [
  { command: "bwrap", package: "bubblewrap" },
  { command: "socat", package: "socat" },
];

export const browserPrograms: readonly HostProgram[] = [{ command: "chromium", package: "chromium" }];

export type HostProgramsResult =
  | { readonly kind: "present" }
  | { readonly kind: "installed" }
  /** What the person has to install. */
  | { readonly kind: "missing"; readonly packages: readonly string[]; readonly reason: string };

export type InstallHostPrograms = {
  readonly env: NodeJS.ProcessEnv;
  /** Called once before anything is installed. */
  readonly onInstall: (packages: readonly string[]) => void;
};

/** Installs what is missing, where that takes no question: as root on Debian or Ubuntu. */
export async function installHostPrograms(
  programs: readonly HostProgram[],
  { env, onInstall }: InstallHostPrograms,
): Promise<HostProgramsResult> {
  const missing = programs.filter(({ command }) => !isOnPath(command, env.PATH ?? ""));
  if (missing.length === 0) return { kind: "present" };
  const packages = missing.map((program) => program.package);
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) {
    return { kind: "missing", packages, reason: "only root can install them here" };
  }
  onInstall(packages);
  const install = ["install", "-y", "--no-install-recommends", ...packages];
  const first = await aptGet(install, env);
  if (first.ok) return { kind: "installed" };
  await aptGet(["update"], env);
  const second = await aptGet(install, env);
  return second.ok ? { kind: "installed" } : { kind: "missing", packages, reason: second.output };
}

async function aptGet(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ ok: boolean; output: string }> {
  const child = spawn("apt-get", args, {
    env: { ...env, DEBIAN_FRONTEND: "noninteractive" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const [output, [code]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  return { ok: code === 0, output: output.trim().split("\n").at(-1) ?? "" };
}
