import { storeSpans } from "@slipway/db/spans/store-spans";
import { contractVersion } from "@slipway/schemas/contract-version";
import { attributeNames } from "@slipway/tracing/attribute-names";
import { startTracing, type Tracing } from "@slipway/tracing/start-tracing";
import type { Services } from "#server/services.ts";

/** Starts tracing in this process: spans go to our own tables, and to a collector if the environment names one. */
export async function traceWeb({ db, env, logger }: Services): Promise<Tracing> {
  return await startTracing({
    serviceName: "slipway-web",
    version: contractVersion,
    env: env.openTelemetry,
    warn: (message) => logger.warn(message),
    spanStore: {
      store: (spans) =>
        storeSpans(
          db.pool,
          spans.map((span) => ({ projectId: String(span.attributes[attributeNames.projectId]), span })),
        ),
    },
  });
}
