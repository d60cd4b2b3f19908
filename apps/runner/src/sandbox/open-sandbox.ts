import { findBubblewrap } from "#sandbox/bubblewrap/find-bubblewrap.ts";
import { findProgram } from "#sandbox/find-program.ts";
import type { Sandbox } from "#sandbox/sandbox.ts";
import { createUnconfinedSandbox } from "#sandbox/unconfined-sandbox.ts";

/** What this host has to run tools in. */
export type SandboxState =
  | { readonly kind: "confined"; readonly sandbox: Sandbox }
  /** SLIPWAY_UNSAFE_TOOLS=1, and there is no sandbox for the reason given. */
  | { readonly kind: "unconfined"; readonly sandbox: Sandbox; readonly reason: string }
  /** Tools are refused. `advice` says what to do about it. */
  | { readonly kind: "missing"; readonly reason: string; readonly advice: string };

export type OpenSandbox = {
  readonly dataDir: string;
  readonly searchPath: string;
  /** SLIPWAY_UNSAFE_TOOLS=1 */
  readonly unsafeTools: boolean;
};

/** Looks at the host once, when a runner starts. A sandbox that works is used whatever was asked for. */
export async function openSandbox({ dataDir, searchPath, unsafeTools }: OpenSandbox): Promise<SandboxState> {
  const found = await findBubblewrap({ dataDir, searchPath });
  if (found.kind === "found") return { kind: "confined", sandbox: found.sandbox };
  const { reason, install } = found;
  const bash = unsafeTools ? findProgram("bash", searchPath) : null;
  if (bash !== null) return { kind: "unconfined", sandbox: createUnconfinedSandbox(bash), reason };
  const advice =
    install.length > 0
      ? `Install it (Debian, Ubuntu: sudo apt-get install ${install.join(" ")}) and restart Slipway.`
      : "Run Slipway on a Linux host that lets it make user namespaces.";
  return { kind: "missing", reason, advice };
}
