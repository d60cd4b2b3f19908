import { createHash, hkdfSync } from "node:crypto";
import { countAttempt } from "@slipway/db/auth/count-attempt";
import type { PrismaClient } from "@slipway/db/prisma";
import type { SecretKey } from "@slipway/db/secrets/secret-keys";
import { newId } from "@slipway/schemas/ids";
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { APIError, createAuthMiddleware } from "better-auth/api";
import type { Logger } from "pino";
import { passwordLength, type WebEnv } from "#server/env.ts";

export type CreateAuth = { readonly prisma: PrismaClient; readonly env: WebEnv; readonly logger: Logger };

export type Auth = ReturnType<typeof createAuth>;

const daySeconds = 86_400;

/** Attempts to sign in: per client address, and per account wherever they come from. */
const signInLimits = {
  perAddress: { window: 60, max: 20 },
  perAccount: { windowSeconds: 60, maxAttempts: 10 },
} as const;

/**
 * Sign-in by e-mail and password on our tables. Nobody can sign up: the first person comes through the set-up link.
 * A browser stays signed in for 30 days, whatever it does meanwhile.
 */
export function createAuth({ prisma, env, logger }: CreateAuth) {
  const isHttps = env.publicUrl.startsWith("https:");
  return betterAuth({
    appName: "Slipway",
    baseURL: env.publicUrl,
    basePath: "/api/auth",
    secret: sessionSecret(env.secretKeys.current),
    trustedOrigins: [...env.trustedOrigins],
    database: prismaAdapter(prisma, { provider: "postgresql", transaction: true }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
    },
    session: {
      modelName: "authSession",
      expiresIn: 30 * daySeconds,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    advanced: {
      cookiePrefix: "slipway",
      // The cookie's name is part of the API: no __Secure- in front of it, but the attribute itself.
      useSecureCookies: false,
      defaultCookieAttributes: { secure: isHttps, httpOnly: true, sameSite: "lax" },
      database: { generateId: ({ model }) => (model === "user" ? newId("user") : crypto.randomUUID()) },
    },
    rateLimit: {
      enabled: true,
      storage: "database",
      window: 60,
      max: 300,
      customRules: { "/sign-in/email": signInLimits.perAddress },
    },
    hooks: { before: createAuthMiddleware((context) => limitAccount(prisma, context.path, context.body)) },
    telemetry: { enabled: false },
    // Refusals are answers, logged as such; what is unexpected is thrown to the door.
    onAPIError: {
      onError: (error) => {
        if (!(error instanceof APIError)) throw error;
      },
    },
    logger: { level: "warn", log: (level, message) => logger[level]({ part: "auth" }, message) },
  });
}

/** Of its own: whoever learns one of the two does not have the other (HKDF, RFC 5869). */
function sessionSecret(key: SecretKey): string {
  return Buffer.from(hkdfSync("sha256", key.bytes, "", "slipway browser sessions", 32)).toString("base64url");
}

/** An address is easily forged or changed: an account is not tried faster for it. */
async function limitAccount(prisma: PrismaClient, path: string | undefined, body: unknown): Promise<void> {
  if (path !== "/sign-in/email") return;
  const email = body && typeof body === "object" && "email" in body ? String(body.email) : "";
  const account = createHash("sha256").update(email.trim().toLowerCase()).digest("base64url");
  const attempt = await countAttempt(prisma, { key: `sign-in:${account}`, ...signInLimits.perAccount });
  if (attempt.allowed) return;
  throw new APIError(
    "TOO_MANY_REQUESTS",
    { message: "Too many attempts to sign in." },
    { "X-Retry-After": String(attempt.retryAfterSeconds) },
  );
}
