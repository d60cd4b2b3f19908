import { z } from "zod";
import { idOf } from "#ids.ts";
import { Time } from "#time.ts";

/** What a person or key may do in a project: each role includes the ones before it. */
export const Role = z.enum(["viewer", "editor", "admin"]);
export type Role = z.infer<typeof Role>;

const rank: Readonly<Record<Role, number>> = { viewer: 0, editor: 1, admin: 2 };

export function isRoleAtLeast(role: Role, needed: Role): boolean {
  return rank[role] >= rank[needed];
}

/** `slp_` and at least 32 characters. */
export const ApiKeyValue = z.string().regex(/^slp_[A-Za-z0-9_-]{32,200}$/);

export const CreateApiKey = z
  .strictObject({ name: z.string().trim().min(1).max(120), role: Role.default("editor") })
  .meta({ id: "CreateApiKey" });

export const ApiKey = z
  .object({
    id: idOf("key"),
    name: z.string(),
    role: Role,
    preview: z.string().meta({ description: "The first characters, to recognise it by." }),
    createdBy: z.string().nullable(),
    createdAt: Time,
    lastUsedAt: Time.nullable(),
  })
  .meta({ id: "ApiKey" });
export type ApiKey = z.infer<typeof ApiKey>;

export const CreatedApiKey = ApiKey.extend({
  value: z.string().meta({ description: "The key itself: shown only this once." }),
}).meta({ id: "CreatedApiKey" });
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;
