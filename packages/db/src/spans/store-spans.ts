import type { Sql } from "#db.ts";
import { type ProjectSpan, spanValues } from "#spans/span-values.ts";
import { run, statement } from "#statement.ts";
import { withoutWaitingForDisk } from "#without-waiting-for-disk.ts";

const storeStatement = statement<{ stored: number }>(
  "store-spans",
  `insert into span (project_id, trace_id, span_id, parent_span_id, name, kind, start_time, end_time, status_code,
     status_message, attributes, events)
   select spans.* from ${withoutWaitingForDisk}, unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[],
     $6::text[], $7::timestamptz[], $8::timestamptz[], $9::text[], $10::text[], $11::json[], $12::json[]) as spans
   on conflict (project_id, trace_id, span_id) do update set parent_span_id = excluded.parent_span_id,
     name = excluded.name, kind = excluded.kind, start_time = excluded.start_time, end_time = excluded.end_time,
     status_code = excluded.status_code, status_message = excluded.status_message, attributes = excluded.attributes,
     events = excluded.events`,
);

/** Keeps finished spans. One that is there already is replaced. */
export async function storeSpans(sql: Sql, spans: readonly ProjectSpan[]): Promise<void> {
  const unique = [...new Map(spans.map((one) => [keyOf(one), one])).values()];
  if (unique.length === 0) return;
  await run(sql, storeStatement, spanValues(unique));
}

/** One statement cannot write the same row twice. */
function keyOf({ projectId, span }: ProjectSpan): string {
  return `${projectId} ${span.traceId} ${span.spanId}`;
}
