import { ensureBootstrapKey } from "@slipway/db/keys/ensure-bootstrap-key";
import { createFirstAdmin } from "@slipway/db/people/create-first-admin";
import { ensureDefaultProject } from "@slipway/db/people/ensure-default-project";
import { hasUser } from "@slipway/db/people/has-user";
import { hashPassword } from "better-auth/crypto";
import type { Services } from "#server/services.ts";

/**
 * Makes what an installation needs before anybody can use it: its first project, the admin and the key that the
 * environment names. Safe to run again and in several webs at once.
 */
export async function prepareInstallation(services: Services): Promise<void> {
  const { prisma } = services;
  const project = await ensureDefaultProject(prisma);
  await ensureFirstAdmin(services, project.id);
  await ensureKey(services, project.id);
}

/** Only while there is nobody: a password that was changed since is not set back. */
async function ensureFirstAdmin({ env, prisma, logger }: Services, projectId: string): Promise<void> {
  if (!env.firstAdmin || (await hasUser(prisma))) return;
  const { email, password } = env.firstAdmin;
  const outcome = await createFirstAdmin(prisma, {
    projectId,
    email,
    name: email.slice(0, email.indexOf("@")),
    passwordHash: await hashPassword(password),
    entitledBy: "environment",
  });
  if (outcome.kind === "created") logger.info({ userId: outcome.userId }, "Made the first admin");
}

async function ensureKey({ env, prisma, logger }: Services, projectId: string): Promise<void> {
  if (env.bootstrapApiKey === null) return;
  const state = await ensureBootstrapKey(prisma, { projectId, value: env.bootstrapApiKey });
  if (state === "revoked") logger.warn("SLIPWAY_BOOTSTRAP_API_KEY was revoked in Settings: it stays refused");
}
