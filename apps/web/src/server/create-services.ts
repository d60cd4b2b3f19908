import { openDb } from "@slipway/db/db";
import { createPrisma } from "@slipway/db/prisma";
import { createSecretBox } from "@slipway/db/secrets/secret-box";
import { createGuardedFetch } from "@slipway/egress/guarded-fetch";
import { createDirectoryBlobStore } from "@slipway/files/directory-blob-store";
import { newId } from "@slipway/schemas/ids";
import type { Logger } from "pino";
import { createAuth } from "#server/auth.ts";
import type { WebEnv } from "#server/env.ts";
import { createLogger } from "#server/logger.ts";
import { PrincipalCache } from "#server/principal-cache.ts";
import type { Services } from "#server/services.ts";
import { TokenBuckets } from "#server/token-buckets.ts";
import { createWebMetrics } from "#server/web-metrics.ts";

const maxConnections = 20;

/** Makes the services of a process. Nothing is connected yet. */
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
    webId: newId("web"),
    db,
    prisma,
    auth: createAuth({ prisma, env, logger }),
    secretBox: createSecretBox(env.secretKeys),
    blobs: createDirectoryBlobStore(env.blobsDirectory),
    principals: new PrincipalCache({ maxAgeMs: 5_000, maxEntries: 10_000, now: Date.now }),
    invokeRate: invokeRateOf(env),
    metrics: createWebMetrics(),
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
