import type { Db } from "@slipway/db/db";
import { listSpans } from "@slipway/db/spans/list-spans";
import { outlineSpans } from "@slipway/db/spans/outline-spans";
import { readTraceColumns } from "@slipway/db/spans/read-trace-columns";
import { searchSpans } from "@slipway/db/spans/search-spans";
import type { Trace } from "@slipway/schemas/traces/trace";
import type { TraceOutline, TraceSearch } from "@slipway/schemas/traces/trace-outline";

/** More than any page can show; a trace that is longer is cut at its end. */
const maxSpans = 50_000;

type Of = { readonly projectId: string; readonly traceId: string };

/** What a tree shows of it. */
export async function readOutline(db: Db, { projectId, traceId }: Of): Promise<TraceOutline> {
  return { traceId, spans: await outlineSpans(db.pool, { projectId, traceId, limit: maxSpans }) };
}

/** The same in columns, as JSON. */
export async function readColumns(db: Db, of: Of): Promise<string> {
  return await readTraceColumns(db.pool, { ...of, limit: maxSpans });
}

export async function searchTrace(db: Db, of: Of, text: string): Promise<TraceSearch> {
  return { spanIds: await searchSpans(db.pool, { ...of, text, limit: maxSpans }) };
}

/** What the project has of a trace. */
export async function readTrace(db: Db, projectId: string, traceId: string): Promise<Trace> {
  return { traceId, spans: await listSpans(db.pool, { projectId, traceId, limit: maxSpans }) };
}
