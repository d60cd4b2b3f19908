import { readCurrentLoad } from "@slipway/db/overview/read-current-load";
import { type EndedRuns, readEndedRuns } from "@slipway/db/overview/read-ended-runs";
import { listRunners } from "@slipway/db/runners/list-runners";
import { listWebs } from "@slipway/db/webs/list-webs";
import { contractVersion } from "@slipway/schemas/contract-version";
import type {
  AdminOverview,
  OverviewRange,
  TelemetryCounts,
} from "@slipway/schemas/public-api/admin-overview";
import type { Services } from "#server/services.ts";

/** How long each range is and in how many steps it is drawn. */
const ranges: Readonly<Record<OverviewRange, { readonly seconds: number; readonly bucketSeconds: number }>> =
  {
    "1h": { seconds: 3_600, bucketSeconds: 60 },
    "24h": { seconds: 86_400, bucketSeconds: 1_200 },
    "7d": { seconds: 604_800, bucketSeconds: 7_200 },
  };

type Asked = { readonly range: OverviewRange; readonly now: Date };

export async function readOverview(
  { db, metrics, webId }: Pick<Services, "db" | "metrics" | "webId">,
  { range, now }: Asked,
): Promise<AdminOverview> {
  const { seconds, bucketSeconds } = ranges[range];
  const bucketMs = bucketSeconds * 1_000;
  // The last bucket is the one that is going on.
  const last = Math.floor(now.getTime() / bucketMs) * bucketMs;
  const from = new Date(last - seconds * 1_000 + bucketMs);
  const [load, ended, runners, others] = await Promise.all([
    readCurrentLoad(db.pool),
    readEndedRuns(db.pool, { from, bucketSeconds }),
    listRunners(db.pool),
    listWebs(db.pool),
  ]);
  const telemetry = metrics.exports();
  // Of itself a web knows more than it said at its last beat.
  const webs = others.map((web) => (web.id === webId ? { ...web, telemetry } : web));
  return {
    now: load,
    range,
    bucketSeconds,
    totals: sumOf(ended),
    series: Array.from({ length: seconds / bucketSeconds }, (_, index) => {
      const at = new Date(from.getTime() + index * bucketMs);
      return { at: at.toISOString(), ...sumOf(ended.filter((one) => one.at.getTime() === at.getTime())) };
    }),
    projects: byProject(ended),
    runners,
    webs,
    spansLost: sumLosses([...webs, ...runners]),
    web: { id: webId, contractVersion, telemetry },
  };
}

function sumOf(ended: readonly EndedRuns[]): AdminOverview["totals"] {
  const sums = { runs: 0, failed: 0, cancelled: 0, tokens: 0, costUsd: 0 };
  for (const one of ended) {
    sums.runs += one.runs;
    sums.failed += one.failed;
    sums.cancelled += one.cancelled;
    sums.tokens += one.tokens;
    sums.costUsd += one.costUsd;
  }
  // Sums of fractions of a cent: back to whole micro-dollars.
  return { ...sums, costUsd: Math.round(sums.costUsd * 1_000_000) / 1_000_000 };
}

type Counted = { readonly telemetry: TelemetryCounts | null };

function sumLosses(processes: readonly Counted[]): AdminOverview["spansLost"] {
  const lostTo = (destination: keyof TelemetryCounts) =>
    processes.reduce((sum, { telemetry }) => {
      const counts = telemetry?.[destination];
      return sum + (counts ? counts.failed + counts.dropped : 0);
    }, 0);
  return { store: lostTo("store"), otlp: lostTo("otlp") };
}

/** The most expensive first. */
function byProject(ended: readonly EndedRuns[]): AdminOverview["projects"] {
  const groups = Map.groupBy(ended, ({ projectId }) => projectId);
  return [...groups]
    .map(([id, runs]) => ({ id, name: runs[0]?.projectName ?? id, ...sumOf(runs) }))
    .toSorted((a, b) => b.costUsd - a.costUsd || b.runs - a.runs || a.name.localeCompare(b.name));
}
