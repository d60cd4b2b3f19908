import type { SpanAttributes, SpanEvent, SpanKindName, StoredSpan } from "@slipway/schemas/traces/span";
import type { OutlinedSpan } from "@slipway/schemas/traces/trace-outline";

export type OutlineRow = {
  span_id: string;
  parent_span_id: string | null;
  name: string;
  start_time: string;
  end_time: string;
  status_code: StoredSpan["status"]["code"];
  status_message: string | null;
  attributes: SpanAttributes;
};

export type SpanRow = OutlineRow & { trace_id: string; kind: SpanKindName; events: SpanEvent[] };

const micros = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;

/** All but the attributes. Times as text: the driver's Date would cut them to milliseconds. */
export const outlineColumns = `span_id, parent_span_id, name, to_char(start_time at time zone 'UTC', ${micros}) as start_time,
  to_char(end_time at time zone 'UTC', ${micros}) as end_time, status_code, status_message`;

export const spanColumns = `${outlineColumns}, trace_id, kind, attributes, events`;

export function toOutlinedSpan(row: OutlineRow): OutlinedSpan {
  return {
    spanId: row.span_id,
    parentSpanId: row.parent_span_id,
    name: row.name,
    startTime: row.start_time,
    endTime: row.end_time,
    status: {
      code: row.status_code,
      ...(row.status_message === null ? {} : { message: row.status_message }),
    },
    attributes: row.attributes,
  };
}

export function toSpan(row: SpanRow): StoredSpan {
  return { traceId: row.trace_id, kind: row.kind, ...toOutlinedSpan(row), events: row.events };
}
