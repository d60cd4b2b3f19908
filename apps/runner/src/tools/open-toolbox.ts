import { skillsMount, workspaceMount } from "@slipway/permissions/workspace-path";
import type { AgentConfig } from "@slipway/schemas/apps/agent-config";
import { type AllowListProxy, startAllowListProxy } from "#sandbox/network/allow-list-proxy.ts";
import type { Sandbox } from "#sandbox/sandbox.ts";
import { createBuiltinTool } from "#tools/builtin-tools.ts";
import { createFileService } from "#tools/files/file-service.ts";
import type { HelperPool } from "#tools/files/helper-pool.ts";
import { prepareFileProgram } from "#tools/files/prepare-file-program.ts";
import { startFileProgram } from "#tools/files/start-file-program.ts";
import { createProgramKeeper } from "#tools/program-keeper.ts";
import { refusing } from "#tools/refusing-toolbox.ts";
import { writeSkills } from "#tools/skills/skill-folders.ts";
import type { Toolbox } from "#tools/tool.ts";
import { guardQuota } from "#workspace/guard-quota.ts";
import { resolveLinks } from "#workspace/resolve-links.ts";
import { ensureWorkspace, type WorkspaceKey, workspaceFolder } from "#workspace/workspace-folder.ts";
import type { WorkspaceLimits } from "#workspace/workspace-limits.ts";

/** What of a run and its configuration decides about its tools. */
export type ToolboxSettings = WorkspaceKey & {
  readonly builtin: AgentConfig["tools"]["builtin"];
  readonly sandbox?: AgentConfig["sandbox"];
  readonly skills?: AgentConfig["skills"];
  readonly outputSchema?: AgentConfig["outputSchema"];
};

type Place = {
  readonly dataDir: string;
  readonly sandbox: Sandbox;
  readonly limits: WorkspaceLimits;
  readonly pool: HelperPool;
};

export async function openToolbox(
  { dataDir, sandbox, limits, pool }: Place,
  settings: ToolboxSettings,
): Promise<Toolbox> {
  const folder = workspaceFolder(dataDir, settings);
  ensureWorkspace(folder, sandbox.owner);
  const skills = await writeSkills(settings.skills ?? []);
  const proxy = await openProxy(sandbox, settings);
  const workspace = { source: folder, target: workspaceMount };
  const documents = { source: skills.folder, target: skillsMount };
  const programs = createProgramKeeper(sandbox, {
    workspace: folder,
    readOnly: [documents],
    proxySocket: proxy?.socket ?? null,
  });
  const files = createFileService(async () => {
    const program = await prepareFileProgram(dataDir);
    return startFileProgram(programs.start, { sandbox, program, workspace, skills: documents });
  }, pool);
  const tools = settings.builtin.map((name) =>
    guardQuota(
      createBuiltinTool(name, {
        start: programs.start,
        files,
        links: (given) => resolveLinks(folder, given),
      }),
      { folder, limits },
    ),
  );
  const noProxy = wantsProxy(settings) ? sandbox.noProxyReason : null;
  let closing: Promise<unknown> | null = null;
  return {
    tools:
      noProxy === null ? tools : tools.map((tool) => (tool.name === "bash" ? refusing(tool, noProxy) : tool)),
    close: async () => {
      closing ??= programs.close().then(() => Promise.all([skills.remove(), proxy?.close()]));
      await closing;
    },
  };
}

async function openProxy(sandbox: Sandbox, settings: ToolboxSettings): Promise<AllowListProxy | null> {
  if (!wantsProxy(settings) || sandbox.noProxyReason !== null || !sandbox.isConfined) return null;
  return await startAllowListProxy({ allowedHosts: settings.sandbox?.allowedHosts ?? [] });
}

function wantsProxy({ sandbox, builtin }: ToolboxSettings): boolean {
  return sandbox?.network === "allowlist" && builtin.includes("bash");
}
