import type { Db } from "@slipway/db/db";
import type { Announcer } from "@slipway/db/events/announcer";
import type { Lease } from "@slipway/db/runs/claim-runs";
import type { Continues } from "@slipway/db/runs/run-row";
import type { AgentConfig } from "@slipway/schemas/apps/agent-config";
import type { AppConfig } from "@slipway/schemas/apps/app-config";
import type { AppType } from "@slipway/schemas/apps/app-type";
import type { NewEvent } from "@slipway/schemas/events/event";
import type { ModelBreakers } from "#breaker/model-breakers.ts";
import type { EventWriter } from "#events/event-writer.ts";
import type { Harness } from "#harness/harness.ts";
import type { ModelFinder } from "#run/find-model.ts";
import type { Logger } from "#telemetry/logger.ts";
import type { RunnerMetrics } from "#telemetry/metrics.ts";
import type { RunTracer } from "#telemetry/run-tracer.ts";
import type { Snapshots, Toolbox } from "#tools/tool.ts";
import type { Pictures } from "#workspace/pictures.ts";

type FindRevisionConfig = {
  readonly type: AppType;
  readonly projectId: string;
  readonly appId: string;
  readonly revision: number;
};

export type OpenToolkit = {
  readonly lease: Lease;
  /** The checkpoint that the run goes on from, where it does. */
  readonly continues: Continues | null;
  readonly config: AgentConfig;
};

/** What an agent works with during one run. */
export type Toolkit = {
  readonly toolbox: Toolbox;
  /** Null: this runner keeps no snapshots of workspaces. */
  readonly snapshots: Snapshots | null;
  /** What is amiss though the run can go on. */
  readonly warnings: readonly NewEvent[];
};

/** Everything that the story of a run needs, chosen in compose.ts. */
export type RunDeps = {
  readonly db: Db;
  readonly announcer: Announcer;
  readonly writer: EventWriter;
  readonly harnessFor: (type: AppType) => Harness;
  /** Opens the tools of an agent's run in its session's workspace. Throws a SetupError that says what to put right. */
  readonly openToolkit: (input: OpenToolkit) => Promise<Toolkit>;
  readonly pictures: Pictures;
  readonly models: ModelFinder;
  /** The configuration of one revision of an app. Throws `invalid_config` for one that this release cannot read. */
  readonly findRevisionConfig: (revision: FindRevisionConfig) => Promise<AppConfig>;
  readonly breakers: ModelBreakers;
  readonly fetch: typeof fetch;
  readonly logger: Logger;
  readonly metrics: RunnerMetrics;
  readonly tracer: RunTracer;
  readonly now: () => Date;
};
