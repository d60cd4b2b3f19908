import { type Db, openDb } from "@slipway/db/db";
import { createPrisma, type PrismaClient } from "@slipway/db/prisma";
import { createSecretBox, type SecretBox } from "@slipway/db/secrets/secret-box";
import { createGuardedFetch } from "@slipway/egress/guarded-fetch";
import type { BlobStore } from "@slipway/files/blob-store";
import { createDirectoryBlobStore } from "@slipway/files/directory-blob-store";
import type { Logger } from "pino";
import { type Auth, createAuth } from "#server/auth.ts";
import { readEnv, type WebEnv } from "#server/env.ts";
import { createLogger } from "#server/logger.ts";
import { PrincipalCache } from "#server/principal-cache.ts";
import { TokenBuckets } from "#server/token-buckets.ts";

/** What a request handler works with. */
export type Services = {
  readonly env: WebEnv;
  readonly logger: Logger;
  readonly db: Db;
  readonly prisma: PrismaClient;
  readonly auth: Auth;
  readonly secretBox: SecretBox;
  /** The content of workspaces' files. */
  readonly blobs: BlobStore;
  readonly principals: PrincipalCache;
  /** How many runs each key and each person may start in this process. Null: as many as they like. */
  readonly invokeRate: TokenBuckets | null;
  /** `fetch` that calls only addresses that the server may call. */
  readonly egressFetch: typeof fetch;
};

const maxConnections = 20;

declare global {
  // Next loads modules once for its start-up hook and again for the routes: the pool must be one.
  var slipwayServices: Services | undefined;
}

/** The process's services, made when they are first needed. Throws an EnvError when the environment cannot be used. */
export function getServices(): Services {
  globalThis.slipwayServices ??= createServices(readEnv());
  return globalThis.slipwayServices;
}

export function createServices(env: WebEnv, logger: Logger = createLogger(env.logLevel)): Services {
  const db = openDb({
    url: env.databaseUrl,
    maxConnections,
    applicationName: "slipway web",
    onConnectionError: (error) => logger.warn({ error }, "A database connection was lost"),
  });
  const prisma = createPrisma(db);
  return {
    env,
    logger,
    db,
    prisma,
    auth: createAuth({ prisma, env, logger }),
    secretBox: createSecretBox(env.secretKeys),
    blobs: createDirectoryBlobStore(env.blobsDirectory),
    principals: new PrincipalCache({ maxAgeMs: 5_000, maxEntries: 10_000, now: Date.now }),
    invokeRate: invokeRateOf(env),
    egressFetch: createGuardedFetch({ privateNetwork: env.privateNetwork }),
  };
}

/** A burst is what the rate lets through in this time. */
const burstSeconds = 20;

/** Counted in this process: asking the database would cost each run a journey. */
function invokeRateOf({ invokePerSecond }: WebEnv): TokenBuckets | null {
  if (invokePerSecond === 0) return null;
  const burst = Math.max(1, invokePerSecond * burstSeconds);
  return new TokenBuckets({
    perSecond: invokePerSecond,
    burst,
    maxBuckets: 10_000,
    clock: () => performance.now(),
  });
}
