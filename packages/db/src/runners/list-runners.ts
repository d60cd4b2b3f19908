import type { AdminOverview, TelemetryCounts } from "@slipway/schemas/public-api/admin-overview";
import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";
import { leaseMs } from "#sweep/lease.ts";

type RunnerRow = {
  id: string;
  host: string;
  pid: number;
  contract_version: string;
  running: number;
  capacity: number;
  started_at: Date;
  heartbeat_at: Date;
  draining_at: Date | null;
  is_silent: boolean;
  telemetry: TelemetryCounts | null;
};

const listStatement = statement<RunnerRow>(
  "list-runners",
  `select id, host, pid, contract_version, running, capacity, started_at, heartbeat_at, draining_at, telemetry,
     heartbeat_at < now() - make_interval(secs => $1) as is_silent
   from runner order by started_at, id`,
);

/** Every runner that said something within the last day and did not say goodbye. */
export async function listRunners(sql: Sql): Promise<AdminOverview["runners"]> {
  const rows = await run(sql, listStatement, [leaseMs / 1_000]);
  return rows.map((row) => ({
    id: row.id,
    host: row.host,
    pid: row.pid,
    contractVersion: row.contract_version,
    running: row.running,
    capacity: row.capacity,
    startedAt: row.started_at.toISOString(),
    heartbeatAt: row.heartbeat_at.toISOString(),
    state: stateOf(row),
    telemetry: row.telemetry,
  }));
}

function stateOf({ is_silent, draining_at }: RunnerRow): AdminOverview["runners"][number]["state"] {
  if (is_silent) return "silent";
  return draining_at === null ? "working" : "draining";
}
