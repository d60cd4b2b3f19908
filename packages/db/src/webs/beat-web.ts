import type { TelemetryCounts } from "@slipway/schemas/public-api/admin-overview";
import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

export type WebBeat = {
  readonly id: string;
  readonly contractVersion: string;
  readonly host: string;
  readonly pid: number;
  /** What became of its spans so far. */
  readonly telemetry: TelemetryCounts | null;
};

const beatStatement = statement<{ id: string }>(
  "beat-web",
  `insert into web (id, contract_version, host, pid, telemetry) values ($1, $2, $3, $4, $5)
   on conflict (id) do update set heartbeat_at = now(), telemetry = excluded.telemetry
   returning id`,
);

/** Says that a web lives, and what became of its spans. */
export async function beatWeb(
  sql: Sql,
  { id, contractVersion, host, pid, telemetry }: WebBeat,
): Promise<void> {
  await run(sql, beatStatement, [id, contractVersion, host, pid, telemetry && JSON.stringify(telemetry)]);
}

const removeStatement = statement<{ id: string }>(
  "remove-web",
  "delete from web where id = $1 or heartbeat_at < now() - interval '1 day' returning id",
);

/** A web says goodbye. Webs gone for a day are forgotten. */
export async function removeWeb(sql: Sql, webId: string): Promise<void> {
  await run(sql, removeStatement, [webId]);
}
