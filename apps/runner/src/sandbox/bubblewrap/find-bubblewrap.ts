import { chown, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type BubblewrapSandbox, createBubblewrapSandbox } from "#sandbox/bubblewrap/bubblewrap-sandbox.ts";
import { hostViewArguments, writeMadeSettings } from "#sandbox/bubblewrap/host-view.ts";
import { defaultLimits } from "#sandbox/default-limits.ts";
import { findProgram } from "#sandbox/find-program.ts";
import { replaceFile } from "#sandbox/replace-file.ts";
import type { Sandbox } from "#sandbox/sandbox.ts";
import { createSeccompFilter } from "#sandbox/seccomp-filter.ts";

export type FoundBubblewrap =
  | { readonly kind: "found"; readonly sandbox: Sandbox }
  /** `install`: the Debian packages that would bring it. Empty: it is something else that is wrong. */
  | { readonly kind: "missing"; readonly reason: string; readonly install: readonly string[] };

export type FindBubblewrap = {
  /** For the few files that the sandbox itself needs. */
  readonly dataDir: string;
  /** The `PATH` where its programs are looked for. */
  readonly searchPath: string;
};

/** Who programs are to the host when the runner is root. Debian gives numbers from 65,000 to 65,533 to nobody. */
const ownerWhenRoot = 65_133;

/** Looks for bubblewrap and tries whether it works here: not every host lets its users make namespaces. */
export async function findBubblewrap({ dataDir, searchPath }: FindBubblewrap): Promise<FoundBubblewrap> {
  if (process.platform !== "linux") {
    return missing(`there is no sandbox for ${process.platform} yet, only for Linux`);
  }
  const architecture = process.arch;
  if (architecture !== "x64" && architecture !== "arm64") return missing(`${architecture} is not supported`);
  const bwrap = findProgram("bwrap", searchPath);
  if (bwrap === null) return missing("bubblewrap is not installed", ["bubblewrap"]);
  const bash = findProgram("bash", searchPath);
  if (bash === null) return missing("bash is not installed", ["bash"]);
  const isRoot = process.getuid?.() === 0;
  const setpriv = isRoot ? findProgram("setpriv", searchPath) : null;
  if (isRoot && setpriv === null) return missing("setpriv is not installed", ["util-linux"]);
  const folder = path.join(dataDir, "sandbox");
  writeMadeSettings(path.join(folder, "etc"));
  const filterFile = path.join(folder, `system-calls.${architecture}`);
  replaceFile(filterFile, createSeccompFilter(architecture));
  const host: BubblewrapSandbox = {
    bwrap,
    bash,
    socat: findProgram("socat", searchPath),
    filterFile,
    hostView: hostViewArguments(path.join(folder, "etc")),
    dropTo: setpriv === null ? null : { uid: ownerWhenRoot, setpriv },
  };
  const sandbox = createBubblewrapSandbox(host);
  const trouble = await tryOut(sandbox, bash);
  return trouble === null ? { kind: "found", sandbox } : missing(`bubblewrap does not work here: ${trouble}`);
}

function missing(reason: string, install: readonly string[] = []): FoundBubblewrap {
  return { kind: "missing", reason, install };
}

/** Runs one program. Null: all is well. */
async function tryOut(sandbox: Sandbox, bash: string): Promise<string | null> {
  const workspace = await mkdtemp(path.join(tmpdir(), "slipway-sandbox-"));
  try {
    if (sandbox.owner !== null) await chown(workspace, sandbox.owner, sandbox.owner);
    const program = sandbox.start({
      argv: [bash, "-c", "echo works >tried"],
      workspace,
      readOnly: [],
      proxySocket: null,
      input: "none",
      errors: "apart",
      limits: { ...defaultLimits, timeMs: 10_000 },
    });
    program.output.resume();
    const end = await program.end;
    if (end.kind === "exited") return end.code === 0 ? null : end.errors.trim();
    return end.kind === "stopped" ? "it did not end" : end.reason;
  } finally {
    await rm(workspace, { recursive: true });
  }
}
