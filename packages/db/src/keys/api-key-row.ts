import type { ApiKey, Role } from "@slipway/schemas/public-api/key";
import { Prisma } from "#generated/prisma/client.ts";
import { actorName } from "#people/actor-name.ts";

export type ApiKeyRow = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly preview: string;
  readonly created_by: string | null;
  readonly created_at: Date;
  readonly last_used_at: Date | null;
};

/** The columns of an {@link ApiKeyRow}, from `api_key k`. */
export const apiKeyColumns = Prisma.sql`
  k.id, k.name, k.role, k.preview, ${actorName("k", "created_by")} as created_by, k.created_at, k.last_used_at`;

export function toApiKey(row: ApiKeyRow): ApiKey {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    preview: row.preview,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  };
}
