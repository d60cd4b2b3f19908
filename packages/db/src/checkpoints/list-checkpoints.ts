import type { Page } from "@slipway/schemas/public-api/page";
import type { Checkpoint } from "@slipway/schemas/runs/checkpoint";
import type { Sql } from "#db.ts";
import { readNumberCursor, toPage } from "#keyset.ts";
import { run, statement } from "#statement.ts";

export type ListCheckpoints = {
  readonly projectId: string;
  readonly sessionId: string;
  readonly cursor?: string | undefined;
  readonly limit: number;
};

type Row = { id: string; run_id: string; step: number; label: string; seq: number; created_at: Date };

const listStatement = statement<Row>(
  "list-checkpoints",
  `select id, run_id, step, label, seq, created_at from checkpoint
   where project_id = $1 and session_id = $2 and step > 0 and ($3::int is null or seq < $3)
   order by seq desc limit $4`,
);

/** A session's checkpoints, newest first. */
export async function listCheckpoints(
  sql: Sql,
  { projectId, sessionId, cursor, limit }: ListCheckpoints,
): Promise<Page<Checkpoint>> {
  const before = cursor === undefined ? null : readNumberCursor(cursor);
  const rows = await run(sql, listStatement, [projectId, sessionId, before, limit + 1]);
  const { items, nextCursor } = toPage(rows, limit, ({ seq }) => String(seq));
  return { items: items.map(toCheckpoint), nextCursor };
}

function toCheckpoint({ id, run_id, step, label, created_at }: Row): Checkpoint {
  return { id, runId: run_id, step, label, createdAt: created_at.toISOString() };
}
