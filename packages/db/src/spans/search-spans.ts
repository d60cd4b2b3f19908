import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

// The attributes as they are written: what is looked for is written in the same way.
const searchStatement = statement<{ span_id: string }>(
  "search-spans",
  `select span_id from span where project_id = $1 and trace_id = $2
     and (name ilike $3 or span_id ilike $3 or status_message ilike $3 or attributes::text ilike $4) limit $5`,
);

type SearchSpans = {
  readonly projectId: string;
  readonly traceId: string;
  readonly text: string;
  readonly limit: number;
};

/** Which spans of a trace have the text in their name, id, failure, or in an attribute's name or value. */
export async function searchSpans(
  sql: Sql,
  { projectId, traceId, text, limit }: SearchSpans,
): Promise<string[]> {
  const somewhere = (part: string) => `%${part.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const written = JSON.stringify(text).slice(1, -1);
  const rows = await run(sql, searchStatement, [
    projectId,
    traceId,
    somewhere(text),
    somewhere(written),
    limit,
  ]);
  return rows.map(({ span_id: id }) => id);
}
