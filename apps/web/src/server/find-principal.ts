import { findApiKey } from "@slipway/db/keys/find-api-key";
import { touchApiKey } from "@slipway/db/keys/touch-api-key";
import { findMembership } from "@slipway/db/people/find-membership";
import { ApiKeyValue } from "@slipway/schemas/public-api/key";
import type { RequestHeaders } from "#server/http/api-request.ts";
import type { Principal } from "#server/principal.ts";
import type { Services } from "#server/services.ts";

export const sessionCookie = "slipway.session_token";

/** Whose request this is: the API key's if there is an Authorization header, else the browser's. Null: nobody's. */
export async function findPrincipal(services: Services, headers: RequestHeaders): Promise<Principal | null> {
  const authorization = headers.get("authorization");
  if (authorization !== null) return await findKeyPrincipal(services, authorization);
  const cookie = readCookie(headers, sessionCookie);
  if (cookie === null) return null;
  return await services.principals.find(cookie, () => findUserPrincipal(services, headers));
}

async function findKeyPrincipal(services: Services, authorization: string): Promise<Principal | null> {
  const [, value] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
  if (value === undefined || !ApiKeyValue.safeParse(value).success) return null;
  return await services.principals.find(value, async () => {
    const key = await findApiKey(services.prisma, value);
    if (!key) return null;
    noteUse(services, key);
    return { kind: "key", ...key };
  });
}

/** Nobody waits for this, and a failure harms no request. */
function noteUse({ prisma, logger }: Services, key: { projectId: string; keyId: string }): void {
  touchApiKey(prisma, key).catch((error: unknown) =>
    logger.warn({ error }, "The use of a key was not noted"),
  );
}

async function findUserPrincipal(services: Services, headers: RequestHeaders): Promise<Principal | null> {
  const { prisma } = services;
  const session = await getSession(services, cookieOf(headers));
  if (!session) return null;
  const { id: userId, name, email } = session.user;
  const membership = await findMembership(prisma, userId);
  return membership && { kind: "user", userId, name, email, ...membership };
}

/** better-auth hides why it could not ask. Asking once more without it lets a database that is away say so itself. */
async function getSession({ auth, prisma }: Services, cookie: string) {
  try {
    return await auth.api.getSession({ headers: new Headers({ cookie }) });
  } catch (error) {
    await prisma.$queryRaw`select 1`;
    throw error;
  }
}

function cookieOf(headers: RequestHeaders): string {
  return headers.get("cookie") ?? "";
}

function readCookie(headers: RequestHeaders, name: string): string | null {
  const pairs = cookieOf(headers)
    .split(";")
    .map((pair) => pair.trim());
  const found = pairs.find((pair) => pair.startsWith(`${name}=`));
  return found ? found.slice(name.length + 1) : null;
}
