import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openSandbox } from "#sandbox/open-sandbox.ts";
import { searchPath } from "#sandbox/test/given-sandbox.ts";
import type { ToolboxSettings } from "#tools/open-toolbox.ts";
import type { Tool, ToolAnswer, Toolbox } from "#tools/tool.ts";
import { createToolboxes } from "#tools/toolboxes.ts";
import { type WorkspaceLimits, workspaceLimits } from "#workspace/workspace-limits.ts";

type Settings = Partial<ToolboxSettings> & {
  /** Where the sandbox's programs are looked for. */
  readonly programs?: string;
  readonly unsafeTools?: boolean;
  readonly limits?: WorkspaceLimits;
};

type CallOptions = { readonly signal?: AbortSignal; readonly onProgress?: (delta: string) => void };

export type GivenToolbox = {
  readonly toolbox: Toolbox;
  /** The session's files as the host has them. */
  readonly workspace: string;
  /** Puts a file there as if an earlier call had made it. */
  put(relative: string, content: string | Buffer): void;
  tool(name: string): Tool;
  call(name: string, input: Readonly<Record<string, unknown>>, options?: CallOptions): Promise<ToolAnswer>;
  remove(): Promise<void>;
};

/** The real tools, in a real sandbox, with a data directory of their own. */
export async function givenToolbox(settings: Settings = {}): Promise<GivenToolbox> {
  const { programs = searchPath, unsafeTools = false, limits = workspaceLimits, ...rest } = settings;
  const dataDir = mkdtempSync(path.join(tmpdir(), "slipway-tools-"));
  const sandbox = await openSandbox({ dataDir, searchPath: programs, unsafeTools });
  const toolbox = await createToolboxes({ dataDir, sandbox, limits }).open({
    projectId: "prj_1",
    sessionId: "ses_1",
    builtin: ["read", "write", "edit", "bash", "grep", "find", "ls"],
    ...rest,
  });
  const tool = (name: string) => {
    const found = toolbox.tools.find((candidate) => candidate.name === name);
    if (!found) throw new Error(`There is no tool ${name}`);
    return found;
  };
  const workspace = path.join(dataDir, "workspaces/prj_1/ses_1");
  return {
    toolbox,
    workspace,
    put(relative, content) {
      const file = path.join(workspace, relative);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
      // Whoever the test is, programs in the sandbox are somebody else.
      if (process.getuid?.() === 0) execFileSync("chown", ["-hR", "65133:65133", workspace]);
    },
    tool,
    call: (name, input, { signal, onProgress } = {}) =>
      tool(name).run({
        callId: "call_1",
        input,
        signal: signal ?? new AbortController().signal,
        traceHeaders: {},
        progress: onProgress ?? (() => undefined),
      }),
    remove: async () => {
      await toolbox.close();
      rmSync(dataDir, { recursive: true });
    },
  };
}
