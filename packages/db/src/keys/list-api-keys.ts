import type { ApiKey } from "@slipway/schemas/public-api/key";
import { type ApiKeyRow, apiKeyColumns, toApiKey } from "#keys/api-key-row.ts";
import type { PrismaClient } from "#prisma.ts";

/** A project's keys that work, newest first. */
export async function listApiKeys(prisma: PrismaClient, projectId: string): Promise<ApiKey[]> {
  const rows = await prisma.$queryRaw<ApiKeyRow[]>`
    select ${apiKeyColumns} from api_key k
    where k.project_id = ${projectId} and k.revoked_at is null
    order by k.id desc`;
  return rows.map(toApiKey);
}
