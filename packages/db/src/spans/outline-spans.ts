import type { OutlinedSpan } from "@slipway/schemas/traces/trace-outline";
import type { Sql } from "#db.ts";
import { type OutlineRow, outlineColumns, toOutlinedSpan } from "#spans/span-row.ts";
import { run, statement } from "#statement.ts";

const figures = [
  "gen_ai.operation.name",
  "gen_ai.usage.input_tokens",
  "gen_ai.usage.output_tokens",
  "gen_ai.usage.cost",
]
  .map((name) => `'${name}', attributes->'${name}'`)
  .join(", ");

// Reading one attribute parses all of them, and what was said may be long: only those of model calls are looked into. The
// convention has a span's name begin with its operation.
const outlineStatement = statement<OutlineRow>(
  "outline-spans",
  `select ${outlineColumns}, case when name like 'chat %' then json_strip_nulls(json_build_object(${figures}))
     when name like 'execute\\_tool %' then '{"gen_ai.operation.name":"execute_tool"}'::json else '{}'::json end as attributes
   from span where project_id = $1 and trace_id = $2 order by span.start_time, span_id limit $3`,
);

type OutlineSpans = { readonly projectId: string; readonly traceId: string; readonly limit: number };

/** What a tree shows of each span of a trace, in the order of their start. */
export async function outlineSpans(
  sql: Sql,
  { projectId, traceId, limit }: OutlineSpans,
): Promise<OutlinedSpan[]> {
  const rows = await run(sql, outlineStatement, [projectId, traceId, limit]);
  return rows.map(toOutlinedSpan);
}
