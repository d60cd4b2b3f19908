import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

type ColumnsRow = {
  span_ids: string;
  parent_span_ids: string;
  names: string;
  starts_us: string;
  durations_us: string;
  failed: string;
  chats: string;
};

const list = (column: string) => `coalesce(array_to_json(array_agg(${column})), '[]')::text`;
const figure = (name: string) => `attributes->'gen_ai.usage.${name}'`;

// The lists are in the order of the rows that they are made of. Microseconds are exact in a double for centuries to come.
// Reading an attribute parses all of them, and what was said may be long: only those of model calls are looked into. The
// convention has a span's name begin with its operation.
const columnsStatement = statement<ColumnsRow>(
  "read-trace-columns",
  `select ${list("span_id")} as span_ids, ${list("parent_span_id")} as parent_span_ids, ${list("name")} as names,
     ${list("start_us")} as starts_us, ${list("greatest(0, end_us - start_us)")} as durations_us,
     coalesce(json_agg(span_id) filter (where status_code = 'error'), '[]')::text as failed,
     coalesce(json_agg(figures) filter (where figures is not null), '[]')::text as chats
   from (
     select span_id, parent_span_id, name, status_code, round(date_part('epoch', start_time) * 1e6)::bigint as start_us,
       round(date_part('epoch', end_time) * 1e6)::bigint as end_us,
       case when name like 'chat %' then json_build_array(span_id, ${figure("input_tokens")}, ${figure("output_tokens")},
         ${figure("cost")}) end as figures
     from span where project_id = $1 and trace_id = $2 order by start_time, span_id limit $3
   ) spans`,
);

type ReadColumns = { readonly projectId: string; readonly traceId: string; readonly limit: number };

/**
 * What a tree shows of the spans of a trace, as the text of the API's TraceColumns: the database writes each list, and
 * nobody reads the values of tens of thousands of spans on their way.
 */
export async function readTraceColumns(
  sql: Sql,
  { projectId, traceId, limit }: ReadColumns,
): Promise<string> {
  const [row] = await run(sql, columnsStatement, [projectId, traceId, limit]);
  if (!row) throw new Error("A sum has always a row.");
  const lists = [
    ["spanIds", row.span_ids],
    ["parentSpanIds", row.parent_span_ids],
    ["names", row.names],
    ["startsUs", row.starts_us],
    ["durationsUs", row.durations_us],
    ["failed", row.failed],
    ["chats", row.chats],
  ];
  return `{"traceId":${JSON.stringify(traceId)},${lists.map(([name, text]) => `"${name}":${text}`).join(",")}}`;
}
