import { newId } from "@slipway/schemas/ids";
import { toMicroUsd } from "@slipway/schemas/money";
import type { Page } from "@slipway/schemas/public-api/page";
import type { RunFilters } from "@slipway/schemas/public-api/run-filters";
import type { Run } from "@slipway/schemas/runs/run";
import { pendingApprovals } from "#approvals/approval-row.ts";
import type { Sql } from "#db.ts";
import { readCursor, toPage } from "#keyset.ts";
import { queuePosition } from "#runs/queue-position.ts";
import { type RunPlace, type RunRow, runColumns, toRun } from "#runs/run-row.ts";

export type ListRuns = {
  readonly projectId: string;
  readonly filters: RunFilters;
  readonly cursor?: string | undefined;
  readonly limit: number;
};

/** The run history, newest first. */
export async function listRuns(
  sql: Sql,
  { projectId, filters, cursor, limit }: ListRuns,
): Promise<Page<Run>> {
  const query = new Conditions([projectId]);
  if (cursor !== undefined) query.add((value) => `r.id < ${value}`, readCursor(cursor));
  addFilters(query, filters);
  const { rows } = await sql.query<RunRow & RunPlace>(
    `select ${runColumns("r")}, ${queuePosition("r")} as queue_position,
       ${pendingApprovals("r")} as pending_approvals
     from run r where r.project_id = $1 ${query.text} order by r.id desc limit ${limit + 1}`,
    query.values,
  );
  const runs = rows.map((row) => toRun(row, row));
  return toPage(runs, limit, (run) => run.id);
}

/** Conditions that are put together with their parameters: a value never becomes part of the text. */
class Conditions {
  text = "";
  readonly values: unknown[];

  constructor(values: unknown[]) {
    this.values = values;
  }

  add(condition: (value: string) => string, value: unknown): void {
    if (value === undefined) return;
    this.values.push(value);
    this.text += ` and ${condition(`$${this.values.length}`)}`;
  }
}

function addFilters(query: Conditions, filters: RunFilters): void {
  const anyOf = (column: string) => (value: string) => `r.${column} = any(${value}::text[])`;
  query.add(anyOf("status"), filters.status);
  query.add(anyOf("stop_reason"), filters.stopReason);
  query.add(anyOf("app_id"), filters.appId);
  query.add(anyOf("app_type"), filters.type);
  query.add(anyOf("environment"), filters.environment);
  query.add(anyOf("source"), filters.source);
  query.add(anyOf("model"), filters.model);
  query.add((value) => `r.revision = ${value}::bigint`, filters.revision);
  query.add((value) => `r.user_id = ${value}`, filters.userId);
  query.add((value) => `r.session_id = ${value}`, filters.sessionId);
  query.add(anyOf("client_message_id"), filters.clientMessageId);
  // An id begins with the time of its creation, and ids are what the list is ordered and indexed by.
  query.add((value) => `r.id >= ${value}`, filters.from && idAt(filters.from));
  query.add((value) => `r.id < ${value}`, filters.to && idAt(filters.to));
  query.add(
    (value) => `extract(epoch from r.finished_at - r.started_at) * 1000 >= ${value}::float8`,
    filters.minDurationMs,
  );
  query.add(
    (value) => `r.cost_micro_usd >= ${value}::numeric`,
    filters.minCostUsd === undefined ? undefined : toMicroUsd(filters.minCostUsd),
  );
  query.add(
    (value) => `(r.input->>'message' ilike ${value} or exists (
       select 1 from jsonb_array_elements(r.input->'messages') said where said->>'content' ilike ${value}
     ))`,
    filters.q === undefined ? undefined : `%${filters.q.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`,
  );
}

/** What every id of a run made at this moment or later is not less than. */
function idAt(time: string): string {
  const random = 16;
  return newId("run", Math.ceil(Date.parse(time))).slice(0, -random);
}
