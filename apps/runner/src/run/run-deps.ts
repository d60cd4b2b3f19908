import type { Db } from "@slipway/db/db";
import type { Announcer } from "@slipway/db/events/announcer";
import type { ModelBreakers } from "#breaker/model-breakers.ts";
import type { EventWriter } from "#events/event-writer.ts";
import type { Harness, ModelTarget } from "#harness/harness.ts";
import type { Logger } from "#telemetry/logger.ts";
import type { RunnerMetrics } from "#telemetry/metrics.ts";
import type { RunTracer } from "#telemetry/run-trace.ts";

/** Why a model that a configuration names cannot be called. */
export type MissingModel = { readonly kind: "missing"; readonly message: string };

export type RevisionKey = {
  readonly projectId: string;
  readonly appId: string;
  readonly revision: number;
};

/** Everything that the story of a run needs, chosen in compose.ts. */
export type RunDeps = {
  readonly db: Db;
  readonly announcer: Announcer;
  readonly writer: EventWriter;
  readonly harness: Harness;
  readonly findModel: (projectId: string, modelRef: string) => Promise<ModelTarget | MissingModel>;
  /** The configuration of one revision; undefined when there is no such revision. */
  readonly findRevisionConfig: (revision: RevisionKey) => Promise<unknown>;
  readonly breakers: ModelBreakers;
  readonly fetch: typeof fetch;
  readonly logger: Logger;
  readonly metrics: RunnerMetrics;
  readonly tracer: RunTracer;
  readonly now: () => Date;
};
