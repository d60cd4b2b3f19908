import type { Deployment } from "@slipway/schemas/apps/app";
import { type DeploymentRow, selectDeployments, toDeployment } from "#apps/deployment-row.ts";
import type { PrismaClient } from "#prisma.ts";

export type Deployments = {
  /** What is in force: one for each environment, by name. */
  readonly current: readonly Deployment[];
  /** Everything that was ever deployed, newest first, at most the last 200. */
  readonly history: readonly Deployment[];
};

const maxHistory = 200;

export async function listDeployments(
  prisma: PrismaClient,
  { projectId, appId }: { readonly projectId: string; readonly appId: string },
): Promise<Deployments> {
  const [current, history] = await Promise.all([
    prisma.$queryRaw<DeploymentRow[]>`
      ${selectDeployments}
      where d.project_id = ${projectId} and d.app_id = ${appId} and not exists (
        select from deployment newer
        where newer.project_id = d.project_id and newer.app_id = d.app_id
          and newer.environment = d.environment and newer.number > d.number)
      order by d.environment`,
    prisma.$queryRaw<DeploymentRow[]>`
      ${selectDeployments}
      where d.project_id = ${projectId} and d.app_id = ${appId}
      order by d.deployed_at desc, d.environment, d.number desc limit ${maxHistory}`,
  ]);
  return { current: current.map(toDeployment), history: history.map(toDeployment) };
}
