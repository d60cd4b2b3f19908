import type { TelemetryCounts } from "@slipway/schemas/public-api/admin-overview";
import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

export type RunnerBeat = {
  readonly id: string;
  readonly contractVersion: string;
  readonly host: string;
  readonly pid: number;
  /** Names the process among those that share its pids; null where the system does not say. */
  readonly process?: string | null;
  readonly capacity: number;
  /** Runs that one project may have at work at once. Null: it takes what it claims, and is handed nothing. */
  readonly projectLimit?: number | null;
  readonly running: number;
  readonly isDraining: boolean;
  /** What became of its spans so far. */
  readonly telemetry?: TelemetryCounts | null;
};

const beatStatement = statement<{ id: string }>(
  "beat-runner",
  `insert into runner (id, contract_version, host, pid, capacity, running, draining_at, process, telemetry, project_limit)
   values ($1, $2, $3, $4, $5, $6, case when $7 then now() end, $8, $9, $10)
   on conflict (id) do update set running = excluded.running, heartbeat_at = now(), telemetry = excluded.telemetry,
     draining_at = coalesce(runner.draining_at, excluded.draining_at)
   returning id`,
);

/** Says that a runner lives: its leases hold until some seconds after its last beat. */
export async function beatRunner(sql: Sql, beat: RunnerBeat): Promise<void> {
  const {
    id,
    contractVersion,
    host,
    pid,
    capacity,
    running,
    isDraining,
    process = null,
    telemetry = null,
    projectLimit = null,
  } = beat;
  const shown = telemetry && JSON.stringify(telemetry);
  const values = [
    id,
    contractVersion,
    host,
    pid,
    capacity,
    running,
    isDraining,
    process,
    shown,
    projectLimit,
  ];
  await run(sql, beatStatement, values);
}

const removeStatement = statement<{ id: string }>(
  "remove-runner",
  "delete from runner where id = $1 or heartbeat_at < now() - interval '1 day' returning id",
);

/** A runner says goodbye. What it still held is swept at once; runners gone for a day are forgotten. */
export async function removeRunner(sql: Sql, runnerId: string): Promise<void> {
  await run(sql, removeStatement, [runnerId]);
}
