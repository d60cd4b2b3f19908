import type { Db } from "@slipway/db/db";
import type { PrismaClient } from "@slipway/db/prisma";
import type { SecretBox } from "@slipway/db/secrets/secret-box";
import type { BlobStore } from "@slipway/files/blob-store";
import type { Logger } from "pino";
import type { Auth } from "#server/auth.ts";
import type { WebEnv } from "#server/env.ts";
import type { PrincipalCache } from "#server/principal-cache.ts";
import type { TokenBuckets } from "#server/token-buckets.ts";
import type { WebMetrics } from "#server/web-metrics.ts";

/** What a request handler works with. */
export type Services = {
  readonly env: WebEnv;
  readonly logger: Logger;
  /** Names this process among the webs of the instance. */
  readonly webId: string;
  readonly db: Db;
  readonly prisma: PrismaClient;
  readonly auth: Auth;
  readonly secretBox: SecretBox;
  /** The content of workspaces' files. */
  readonly blobs: BlobStore;
  readonly principals: PrincipalCache;
  /** How many runs each key and each person may start in this process. Null: as many as they like. */
  readonly invokeRate: TokenBuckets | null;
  readonly metrics: WebMetrics;
  /** `fetch` that calls only addresses that the server may call. */
  readonly egressFetch: typeof fetch;
};

declare global {
  // Next compiles pages apart from the server that they run in: both must find the same pool.
  var slipwayServices: Services | undefined;
}

/** The process's services: whoever starts it has made them before anything is answered. */
export function getServices(): Services {
  if (!globalThis.slipwayServices) throw new Error("The web's services are not started");
  return globalThis.slipwayServices;
}
