import type { Run } from "@slipway/schemas/runs/run";
import { pendingApprovals } from "#approvals/approval-row.ts";
import type { Sql } from "#db.ts";
import { queuePosition } from "#runs/queue-position.ts";
import { type RunPlace, type RunRow, runColumns, toRun } from "#runs/run-row.ts";
import { sentRun } from "#runs/sent-run.ts";
import { run, statement } from "#statement.ts";

type Row = RunRow & RunPlace;

const findStatement = statement<Row>(
  "find-run",
  `select ${runColumns("r")}, ${queuePosition("r")} as queue_position,
     ${pendingApprovals("r")} as pending_approvals
   from run r where r.project_id = $1 and r.id = $2`,
);

/** A run of the project, or null. */
export async function findRun(sql: Sql, projectId: string, runId: string): Promise<Run | null> {
  const [row] = await run(sql, findStatement, [projectId, runId]);
  return row ? toRun(row, row) : null;
}

const findManyStatement = statement<Row>(
  "find-runs",
  `select ${runColumns("r")}, ${queuePosition("r")} as queue_position,
     ${pendingApprovals("r")} as pending_approvals
   from unnest($1::text[], $2::text[]) as t(project_id, id)
   join run r on r.project_id = t.project_id and r.id = t.id`,
);

export type RunKey = { readonly projectId: string; readonly runId: string };

/** Runs of any projects, each with its project, in no particular order. One that is gone is left out. */
export async function findRuns(
  sql: Sql,
  keys: readonly RunKey[],
): Promise<{ projectId: string; run: Run }[]> {
  const rows = await run(sql, findManyStatement, [
    keys.map(({ projectId }) => projectId),
    keys.map(({ runId }) => runId),
  ]);
  return rows.map((row) => ({ projectId: row.project_id, run: toRun(row, row) }));
}

const findByClientMessageStatement = statement<{ id: string; request_hash: string | null }>(
  "find-run-by-client-message",
  sentRun({ project: "$1", app: "$2", clientMessageId: "$3" }),
);

/** The run that an earlier sending of the same message made. */
export async function findRunByClientMessage(
  sql: Sql,
  { projectId, appId, clientMessageId }: { projectId: string; appId: string; clientMessageId: string },
): Promise<{ runId: string; requestHash: string | null } | null> {
  const [row] = await run(sql, findByClientMessageStatement, [projectId, appId, clientMessageId]);
  return row ? { runId: row.id, requestHash: row.request_hash } : null;
}
