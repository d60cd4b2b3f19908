import { hasAppsOfType } from "@slipway/db/apps/has-apps-of-type";
import { type Db, openDb } from "@slipway/db/db";
import { createAnnouncer } from "@slipway/db/events/announcer";
import { createSecretBox } from "@slipway/db/secrets/secret-box";
import { parseSecretKeys } from "@slipway/db/secrets/secret-keys";
import type { ProjectSpan } from "@slipway/db/spans/span-values";
import { storeSpans } from "@slipway/db/spans/store-spans";
import { createGuardedFetch } from "@slipway/egress/guarded-fetch";
import { blobFolder } from "@slipway/files/blob-folder";
import type { BlobStore } from "@slipway/files/blob-store";
import { createDirectoryBlobStore } from "@slipway/files/directory-blob-store";
import { newId } from "@slipway/schemas/ids";
import type { StoredSpan } from "@slipway/schemas/traces/span";
import { attributeNames } from "@slipway/tracing/attribute-names";
import type { SpanStore } from "@slipway/tracing/span-store";
import { createModelBreakers } from "#breaker/model-breakers.ts";
import { createDispatcher } from "#dispatch/dispatcher.ts";
import { createHeartbeat } from "#dispatch/heartbeat.ts";
import { createSweeper } from "#dispatch/sweeper.ts";
import type { RunnerEnv } from "#env.ts";
import { createEventWriter } from "#events/event-writer.ts";
import { createReadGate } from "#events/read-gate.ts";
import { createLlmHarness } from "#harness/llm/llm-harness.ts";
import { warmUpLlm } from "#harness/llm/warm-up.ts";
import { createGatedFetch } from "#harness/model-call/gated-fetch.ts";
import { createPiHarness, type PiHarness } from "#harness/pi/pi-harness.ts";
import { createModelFinder } from "#run/find-model.ts";
import { createRevisionConfigs } from "#run/revision-configs.ts";
import type { RunDeps } from "#run/run-deps.ts";
import { createToolkits } from "#run/toolkits.ts";
import type { SandboxState } from "#sandbox/open-sandbox.ts";
import { createLogger, type Logger } from "#telemetry/logger.ts";
import { createMetrics } from "#telemetry/metrics.ts";
import { createRunTracer } from "#telemetry/run-tracer.ts";
import { createToolboxes } from "#tools/toolboxes.ts";
import { createPictures } from "#workspace/pictures.ts";
import { createWorkspaceKeeper } from "#workspace/workspace-keeper.ts";
import { workspaceLimits } from "#workspace/workspace-limits.ts";

/** A runner's connections: claims, flushes and ends are short, so a few serve hundreds of runs. */
const maxConnections = 10;

type Host = {
  /** What it has to run tools in. */
  readonly sandbox: SandboxState;
  /** Where a test puts adapters of its own in the place of others. */
  readonly adapt?: (deps: RunDeps) => RunDeps;
};

/** Builds a runner from its environment. The only place that chooses adapters. */
export function compose(env: RunnerEnv, { sandbox, adapt = (deps) => deps }: Host) {
  const runnerId = newId("runner");
  const logger = createLogger({ level: env.logLevel, runnerId });
  const metrics = createMetrics();
  const now = () => new Date();
  const db = openDb({
    url: env.databaseUrl,
    maxConnections,
    applicationName: "slipway-runner",
    plansOnce: true,
    onConnectionError: (error) => logger.warn({ err: error }, "A database connection was lost"),
  });
  const secretBox = createSecretBox(parseSecretKeys(env.secretKey, env.previousSecretKeys));
  const spanStore: SpanStore = { store: (spans) => storeSpans(db.pool, spans.map(toProjectSpan)) };
  const announcer = createAnnouncer({
    db,
    onError: (error) =>
      logger.warn({ err: error }, "Others could not be woken; they will look by themselves"),
  });
  const gate = createReadGate();
  const llm = createLlmHarness();
  const pi = createPiHarness();
  const blobs = createDirectoryBlobStore(blobFolder(env.dataDir));
  const deps = adapt({
    db,
    announcer,
    writer: createEventWriter({ db, announcer, logger, metrics, gate, now }),
    harnessFor: (type) => (type === "agent" ? pi : llm),
    openToolkit: createToolkits({ db, ...openWorkspaces(env, { sandbox, blobs }) }),
    pictures: createPictures(blobs),
    models: createModelFinder(db, secretBox),
    findRevisionConfig: createRevisionConfigs(db),
    breakers: createModelBreakers({ clock: () => performance.now(), metrics }),
    fetch: createGatedFetch(createGuardedFetch({ privateNetwork: env.privateNetwork }), gate),
    logger,
    metrics,
    tracer: createRunTracer({ logger }),
    now,
  });
  const dispatcher = createDispatcher(deps, {
    runnerId,
    concurrency: env.concurrency,
    projectRunning: env.projectRunning,
  });
  const heartbeat = createHeartbeat(deps, {
    runnerId,
    capacity: env.concurrency,
    projectRunning: env.projectRunning,
    dispatcher,
  });
  const sweeper = createSweeper(deps);
  return {
    runnerId,
    spanStore,
    db,
    blobs,
    logger,
    metrics,
    deps,
    dispatcher,
    heartbeat,
    sweeper,
    warmUp: () => Promise.all([warmUpLlm(), warmUpPi(db, pi, logger)]),
  };
}

type Means = { readonly sandbox: SandboxState; readonly blobs: BlobStore };

function openWorkspaces({ dataDir }: RunnerEnv, { sandbox, blobs: store }: Means) {
  const limits = workspaceLimits;
  return {
    toolboxes: createToolboxes({ dataDir, sandbox, limits }),
    keeper:
      sandbox.kind === "missing"
        ? null
        : createWorkspaceKeeper({ dataDir, store, limits, owner: sandbox.sandbox.owner }),
  };
}

/** Only where there are agents: Pi takes its time and keeps its memory. Else the first agent waits for it, once. */
async function warmUpPi(db: Db, pi: PiHarness, logger: Logger): Promise<void> {
  try {
    if (await hasAppsOfType(db.pool, "agent")) await pi.warmUp();
  } catch (error) {
    logger.warn({ err: error }, "The harness of agents could not be warmed up; the first agent will wait");
  }
}

function toProjectSpan(span: StoredSpan): ProjectSpan {
  return { projectId: String(span.attributes[attributeNames.projectId]), span };
}

export type Runner = ReturnType<typeof compose>;
