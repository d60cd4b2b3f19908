import type { StoredSpan } from "@slipway/schemas/traces/span";
import type { Sql } from "#db.ts";
import { type SpanRow, spanColumns, toSpan } from "#spans/span-row.ts";
import { run, statement } from "#statement.ts";

const listStatement = statement<SpanRow>(
  "list-spans",
  `select ${spanColumns} from span where project_id = $1 and trace_id = $2
   order by span.start_time, span_id limit $3`,
);

type ListSpans = { readonly projectId: string; readonly traceId: string; readonly limit: number };

/** The spans of a trace that belong to the project, in the order of their start. */
export async function listSpans(sql: Sql, { projectId, traceId, limit }: ListSpans): Promise<StoredSpan[]> {
  const rows = await run(sql, listStatement, [projectId, traceId, limit]);
  return rows.map(toSpan);
}

const findStatement = statement<SpanRow>(
  "find-span",
  `select ${spanColumns} from span where project_id = $1 and trace_id = $2 and span_id = $3`,
);

type FindSpan = { readonly projectId: string; readonly traceId: string; readonly spanId: string };

/** One of them. */
export async function findSpan(
  sql: Sql,
  { projectId, traceId, spanId }: FindSpan,
): Promise<StoredSpan | null> {
  const [row] = await run(sql, findStatement, [projectId, traceId, spanId]);
  return row ? toSpan(row) : null;
}
