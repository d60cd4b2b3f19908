import type { Deployment } from "@slipway/schemas/apps/app";
import { AppError } from "@slipway/schemas/errors/app-error";
import { type DeploymentRow, selectDeployments, toDeployment } from "#apps/deployment-row.ts";
import type { PrismaClient, PrismaTx } from "#prisma.ts";

export type DeployRevision = {
  readonly projectId: string;
  readonly appId: string;
  readonly environment: string;
  readonly revision: number;
  /** The id of the person or key that deploys. */
  readonly deployedBy: string;
};

/**
 * Points an environment at a revision, an older one to roll back. Pointing it where it points already changes nothing.
 * Null: the project has no such app. Throws `invalid_request` when the app has no such revision.
 */
export async function deployRevision(
  prisma: PrismaClient,
  deploy: DeployRevision,
): Promise<Deployment | null> {
  const { projectId, appId, environment, revision, deployedBy } = deploy;
  return await prisma.$transaction(async (tx) => {
    const latest = await lockApp(tx, deploy);
    if (latest === null) return null;
    if (revision > latest) throw noSuchRevision(revision, latest);
    const inForce = await newestDeployment(tx, deploy);
    if (inForce?.revision === revision) return toDeployment(inForce);
    const number = (inForce?.number ?? 0) + 1;
    await tx.deployment.create({
      data: { projectId, appId, environment, number, revision, deployedBy },
      select: { number: true },
    });
    const made = await newestDeployment(tx, deploy);
    return made && toDeployment(made);
  });
}

type Lock = { readonly projectId: string; readonly appId: string };

/** The app's row orders deployments and commits; its newest revision tells which numbers exist. */
async function lockApp(tx: PrismaTx, { projectId, appId }: Lock): Promise<number | null> {
  const [app] = await tx.$queryRaw<{ latest_revision: number; archived_at: Date | null }[]>`
    select latest_revision, archived_at from app where project_id = ${projectId} and id = ${appId} for no key update`;
  if (app?.archived_at) throw new AppError("conflict", "The app is archived: restore it first.");
  return app?.latest_revision ?? null;
}

async function newestDeployment(
  tx: PrismaTx,
  { projectId, appId, environment }: DeployRevision,
): Promise<DeploymentRow | null> {
  const [row] = await tx.$queryRaw<DeploymentRow[]>`
    ${selectDeployments}
    where d.project_id = ${projectId} and d.app_id = ${appId} and d.environment = ${environment}
    order by d.number desc limit 1`;
  return row ?? null;
}

function noSuchRevision(revision: number, latest: number): AppError {
  return new AppError("invalid_request", `The app has no revision ${revision}: its newest is ${latest}.`, {
    details: [{ path: "revision", message: `Expected 1 to ${latest}.` }],
  });
}
