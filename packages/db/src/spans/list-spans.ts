import type { SpanAttributes, SpanEvent, SpanKindName, StoredSpan } from "@slipway/schemas/traces/span";
import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

type SpanRow = {
  trace_id: string;
  span_id: string;
  parent_span_id: string | null;
  name: string;
  kind: SpanKindName;
  start_time: string;
  end_time: string;
  status_code: StoredSpan["status"]["code"];
  status_message: string | null;
  attributes: SpanAttributes;
  events: SpanEvent[];
};

const micros = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;

// Times as text: the driver's Date would cut them to milliseconds.
const listStatement = statement<SpanRow>(
  "list-spans",
  `select trace_id, span_id, parent_span_id, name, kind, to_char(start_time at time zone 'UTC', ${micros}) as start_time,
     to_char(end_time at time zone 'UTC', ${micros}) as end_time, status_code, status_message, attributes, events
   from span where project_id = $1 and trace_id = $2 order by span.start_time, span_id limit $3`,
);

type ListSpans = { readonly projectId: string; readonly traceId: string; readonly limit: number };

/** The spans of a trace that belong to the project, in the order of their start. */
export async function listSpans(sql: Sql, { projectId, traceId, limit }: ListSpans): Promise<StoredSpan[]> {
  const rows = await run(sql, listStatement, [projectId, traceId, limit]);
  return rows.map((row) => ({
    traceId: row.trace_id,
    spanId: row.span_id,
    parentSpanId: row.parent_span_id,
    name: row.name,
    kind: row.kind,
    startTime: row.start_time,
    endTime: row.end_time,
    status: {
      code: row.status_code,
      ...(row.status_message === null ? {} : { message: row.status_message }),
    },
    attributes: row.attributes,
    events: row.events,
  }));
}
