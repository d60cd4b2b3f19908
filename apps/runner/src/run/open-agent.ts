import { listSessionGrants } from "@slipway/db/approvals/list-run-answers";
import type { AgentConfig } from "@slipway/schemas/apps/agent-config";
import { grantFor, offeredTools, type Policy, type SessionGrant } from "#permissions/decide-batch.ts";
import type { Agent } from "#run/agent.ts";
import { outlastOutage } from "#run/outlast-outage.ts";
import type { RunDeps } from "#run/run-deps.ts";
import type { RunScope } from "#run/run-scope.ts";
import type { Tool } from "#tools/tool.ts";

/** Opens what an agent's run works with. It is closed with the run, whatever becomes of it. */
export async function openAgent(deps: RunDeps, scope: RunScope, config: AgentConfig): Promise<Agent> {
  const { lease, row } = scope.claimed;
  const { toolbox, snapshots, warnings } = await deps.openToolkit({
    lease,
    continues: row.continues,
    config,
  });
  scope.closers.push(() => toolbox.close());
  const { outputSchema, permissions, skills = [] } = config;
  const { tools } = toolbox;
  const grants = await outlastOutage(deps, scope.stop.signal, () => readGrants(deps, scope, tools));
  const policy: Policy = { permissions, grants, inAdvance: scope.claimed.approvals };
  return {
    tools: offeredTools(policy, tools),
    skills,
    policy,
    snapshots,
    warnings,
    submitsResult: outputSchema !== undefined,
  };
}

/** What people have allowed for the session. What was granted for a tool that is gone is nothing. */
async function readGrants(
  { db }: RunDeps,
  { claimed: { lease } }: RunScope,
  tools: readonly Tool[],
): Promise<SessionGrant[]> {
  const granted = await listSessionGrants(db.pool, lease.projectId, lease.sessionId);
  return granted.flatMap(({ tool: name, input }) => {
    const tool = tools.find((candidate) => candidate.name === name);
    return tool ? [grantFor(tool, input)] : [];
  });
}
