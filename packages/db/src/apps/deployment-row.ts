import type { Deployment } from "@slipway/schemas/apps/app";
import { Prisma } from "#generated/prisma/client.ts";
import { actorName } from "#people/actor-name.ts";

export type DeploymentRow = {
  readonly environment: string;
  readonly number: number;
  readonly revision: number;
  readonly deployed_by: string | null;
  readonly deployed_at: Date;
};

/** Selects {@link DeploymentRow}s; a `where` on `d` follows. */
export const selectDeployments = Prisma.sql`
  select d.environment, d.number, d.revision, ${actorName("d", "deployed_by")} as deployed_by, d.deployed_at
  from deployment d`;

export function toDeployment(row: DeploymentRow): Deployment {
  return {
    environment: row.environment,
    number: row.number,
    revision: row.revision,
    deployedBy: row.deployed_by,
    deployedAt: row.deployed_at.toISOString(),
  };
}
