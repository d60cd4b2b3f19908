import { newId } from "@slipway/schemas/ids";
import type { CreatedApiKey, Role } from "@slipway/schemas/public-api/key";
import { type ApiKeyRow, apiKeyColumns, toApiKey } from "#keys/api-key-row.ts";
import { hashApiKey, newApiKeyValue, previewApiKey } from "#keys/api-key-value.ts";
import type { PrismaClient } from "#prisma.ts";

export type CreateApiKey = {
  readonly projectId: string;
  readonly name: string;
  readonly role: Role;
  /** The id of the person or key that makes it. */
  readonly createdBy: string;
};

/** Makes a key. Its value is in this answer and nowhere else: only a hash is stored. */
export async function createApiKey(
  prisma: PrismaClient,
  { projectId, name, role, createdBy }: CreateApiKey,
): Promise<CreatedApiKey> {
  const value = newApiKeyValue();
  const rows = await prisma.$queryRaw<[ApiKeyRow]>`
    insert into api_key as k (project_id, id, name, role, hash, preview, created_by)
    values (${projectId}, ${newId("key")}, ${name}, ${role}, ${hashApiKey(value)}, ${previewApiKey(value)}, ${createdBy})
    returning ${apiKeyColumns}`;
  return { ...toApiKey(rows[0]), value };
}
