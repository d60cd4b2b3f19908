import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { createBubblewrapSandbox } from "#sandbox/bubblewrap/bubblewrap-sandbox.ts";
import { findBubblewrap } from "#sandbox/bubblewrap/find-bubblewrap.ts";
import { hostViewArguments } from "#sandbox/bubblewrap/host-view.ts";
import { defaultLimits } from "#sandbox/default-limits.ts";
import type { ProgramEnd, ProgramLimits, Sandbox, SandboxedProgram } from "#sandbox/sandbox.ts";

/** An ordinary user that need not exist. */
const ordinaryUser = 12_345;

export const searchPath = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

/** Both ways that a runner can be started, as far as this test can: only root can also be somebody else. */
export const runnerUsers =
  process.getuid?.() === 0 ? (["root", "a normal user"] as const) : (["a normal user"] as const);
export type RunnerUser = (typeof runnerUsers)[number];

export type GivenSandbox = {
  readonly sandbox: Sandbox;
  /** A folder of the host around the workspaces, as the runner's data directory is. */
  readonly dataDir: string;
  readonly workspace: string;
  /** The user of the host that owns what programs make. */
  readonly owner: number;
  addWorkspace(name: string): string;
  run(command: string, options?: RunOptions): Promise<Ran>;
  remove(): void;
};

export type RunOptions = Partial<Pick<SandboxedProgram, "proxySocket" | "readOnly" | "workspace">> & {
  readonly limits?: Partial<ProgramLimits>;
};
export type Ran = { readonly end: ProgramEnd; readonly output: string };

/** A sandbox as a runner of that user has it, with a workspace. Fails when the host has no bubblewrap. */
export async function givenSandbox(user: RunnerUser): Promise<GivenSandbox> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "slipway-sandbox-"));
  const found = await findBubblewrap({ dataDir, searchPath });
  if (found.kind === "missing")
    throw new Error(`No sandbox: ${found.reason}. Install: ${found.install.join(" ")}`);
  const isAnother = user === "a normal user" && process.getuid?.() === 0;
  const sandbox = isAnother ? sandboxOfAnotherUser(dataDir) : found.sandbox;
  const owner = isAnother ? ordinaryUser : (sandbox.owner ?? process.getuid?.() ?? 0);
  if (isAnother) chmodSync(dataDir, 0o755);
  const addWorkspace = (name: string) => {
    const folder = path.join(dataDir, "workspaces", name);
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o700);
    if (process.getuid?.() === 0) chownSync(folder, owner, owner);
    return folder;
  };
  const workspace = addWorkspace("own");
  return {
    sandbox,
    dataDir,
    workspace,
    owner,
    addWorkspace,
    run: (command, options = {}) => runIn({ sandbox, workspace }, command, options),
    remove: () => rmSync(dataDir, { recursive: true }),
  };
}

/** What bubblewrap does for a user without rights, also where the test itself is root. */
function sandboxOfAnotherUser(dataDir: string): Sandbox {
  const bwrap = path.join(dataDir, "bwrap-as-user");
  const become = `setpriv --reuid ${ordinaryUser} --regid ${ordinaryUser} --clear-groups`;
  const real = execFileSync("/bin/sh", ["-c", "command -v bwrap"], { encoding: "utf8" }).trim();
  writeFileSync(bwrap, `#!/bin/sh\nexec ${become} ${real} "$@"\n`, { mode: 0o755 });
  return createBubblewrapSandbox({
    bwrap,
    bash: "/bin/bash",
    socat: "/usr/bin/socat",
    filterFile: path.join(dataDir, "sandbox", `system-calls.${process.arch}`),
    hostView: hostViewArguments(path.join(dataDir, "sandbox/etc")),
    dropTo: null,
  });
}

async function runIn(
  { sandbox, workspace }: Pick<GivenSandbox, "sandbox" | "workspace">,
  command: string,
  { limits, ...options }: RunOptions,
): Promise<Ran> {
  const program = sandbox.start({
    argv: ["/bin/bash", "-c", command],
    workspace,
    readOnly: [],
    proxySocket: null,
    input: "none",
    errors: "merged",
    ...options,
    limits: { ...defaultLimits, timeMs: 10_000, ...limits },
  });
  const [output, end] = await Promise.all([text(program.output), program.end]);
  return { end, output };
}
