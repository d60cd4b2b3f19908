import type { StoredSpan } from "@slipway/schemas/traces/span";
import type { Sql } from "#db.ts";
import { spanValues } from "#spans/span-values.ts";
import { run, statement } from "#statement.ts";

const addStatement = statement<{ span_id: string }>(
  "add-foreign-spans",
  `insert into span (project_id, trace_id, span_id, parent_span_id, name, kind, start_time, end_time, status_code,
     status_message, attributes, events)
   select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[],
     $8::timestamptz[], $9::text[], $10::text[], $11::json[], $12::json[])
   on conflict (project_id, trace_id, span_id) do nothing`,
);

/** Rows of one statement: more would hold its connection for long. */
const batchSize = 1_000;

/** Keeps spans that somebody else made, beside our own. One that is there stays as it is: nobody rewrites ours. */
export async function addForeignSpans(
  sql: Sql,
  projectId: string,
  spans: readonly StoredSpan[],
): Promise<void> {
  for (let from = 0; from < spans.length; from += batchSize) {
    const batch = spans.slice(from, from + batchSize).map((span) => ({ projectId, span }));
    await run(sql, addStatement, spanValues(batch));
  }
}
