import type { AdminOverview, TelemetryCounts } from "@slipway/schemas/public-api/admin-overview";
import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

/** How often a web says that it lives. Three times that long it may say nothing. */
export const webHeartbeatMs = 5_000;

type WebRow = {
  id: string;
  host: string;
  pid: number;
  contract_version: string;
  started_at: Date;
  heartbeat_at: Date;
  telemetry: TelemetryCounts | null;
  is_silent: boolean;
};

const listStatement = statement<WebRow>(
  "list-webs",
  `select id, host, pid, contract_version, started_at, heartbeat_at, telemetry,
     heartbeat_at < now() - make_interval(secs => $1) as is_silent
   from web where heartbeat_at > now() - interval '1 day' order by started_at, id`,
);

/** Every web that said something within the last day and did not say goodbye. */
export async function listWebs(sql: Sql): Promise<AdminOverview["webs"]> {
  const rows = await run(sql, listStatement, [(3 * webHeartbeatMs) / 1_000]);
  return rows.map((row) => ({
    id: row.id,
    host: row.host,
    pid: row.pid,
    contractVersion: row.contract_version,
    startedAt: row.started_at.toISOString(),
    heartbeatAt: row.heartbeat_at.toISOString(),
    state: row.is_silent ? "silent" : "working",
    telemetry: row.telemetry,
  }));
}
