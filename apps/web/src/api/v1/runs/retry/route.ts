import { RetryRuns } from "@slipway/schemas/public-api/bulk-runs";
import { eachRun } from "#public-api/runs/each-run.ts";
import { startRetry } from "#public-api/runs/start-retry.ts";
import { json } from "#server/answers.ts";
import { door } from "#server/door.ts";
import { getLiveHub } from "#server/live-hub/get-live-hub.ts";
import { requireRate } from "#server/require-rate.ts";

/** Nobody waits for the new runs' ends. */
const form = { kind: "json", waitMs: 0, applied: null } as const;

export const POST = door(
  { role: "editor", body: RetryRuns },
  async ({ request: { headers, signal }, services, principal, body: { runIds } }) => {
    const live = { db: services.db, hub: getLiveHub() };
    const items = await eachRun({
      runIds,
      logger: services.logger,
      signal,
      act: async (runId) => {
        requireRate(services, principal);
        const retry = { headers, principal, runId, checkpointId: null, form };
        const { runId: newRunId } = await startRetry(live, retry);
        return { runId, outcome: "retried", newRunId };
      },
    });
    return json(200, { items });
  },
);
