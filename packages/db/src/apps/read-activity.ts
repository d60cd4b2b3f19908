import type { AppActivity } from "@slipway/schemas/apps/app";
import { firstIdAt } from "@slipway/schemas/ids";
import type { PrismaClient } from "#prisma.ts";

export type ReadActivity = {
  readonly projectId: string;
  readonly appIds: readonly string[];
  readonly nowMs: number;
};

const hourMs = 3_600_000;
const hours = 24;

/** How often each of these apps ran in the last day, and how often that failed. One range of the index for each app. */
export async function readActivity(
  prisma: PrismaClient,
  { projectId, appIds, nowMs }: ReadActivity,
): Promise<ReadonlyMap<string, AppActivity>> {
  const from = nowMs - hours * hourMs;
  const rows = await prisma.$queryRaw<{ app_id: string; hour: number; runs: number; failures: number }[]>`
    select app_id, floor(extract(epoch from created_at - ${new Date(from)}::timestamptz) / 3600)::int as hour,
      count(*)::int as runs, (count(*) filter (where status = 'failed'))::int as failures
    from run
    where project_id = ${projectId} and app_id = any(${appIds}::text[]) and id >= ${firstIdAt("run", from)}
    group by 1, 2`;
  const activity = new Map(appIds.map((id) => [id, { runs: noRuns(), failures: noRuns() }]));
  for (const { app_id: id, hour, runs, failures } of rows) {
    const app = activity.get(id);
    if (!app || hour < 0 || hour >= hours) continue;
    app.runs[hour] = runs;
    app.failures[hour] = failures;
  }
  return activity;
}

function noRuns(): number[] {
  return Array.from({ length: hours }, () => 0);
}
