import type { Db } from "@slipway/db/db";
import { listSpans } from "@slipway/db/spans/list-spans";
import type { Trace } from "@slipway/schemas/traces/trace";

/** More than any page can show; a trace that is longer is cut at its end. */
const maxSpans = 50_000;

/** What the project has of a trace. */
export async function readTrace(db: Db, projectId: string, traceId: string): Promise<Trace> {
  return { traceId, spans: await listSpans(db.pool, { projectId, traceId, limit: maxSpans }) };
}
