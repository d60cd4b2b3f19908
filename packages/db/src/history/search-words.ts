import { AppError } from "@slipway/schemas/errors/app-error";
import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

const wordsStatement = statement<{ query: string | null }>(
  "read-search-words",
  "select nullif(websearch_to_tsquery('simple', spaced_text($1))::text, '') as query",
);

/**
 * What a person types into a search, as PostgreSQL looks for it: every word somewhere, "several words" as they stand, -word
 * nowhere, or. The last word may be the beginning of one. Throws `invalid_request` where there is no word in it.
 */
export async function readSearchWords(sql: Sql, text: string): Promise<string> {
  const [found] = await run(sql, wordsStatement, [text]);
  if (!found?.query) {
    throw new AppError("invalid_request", "There is no word to look for.", {
      details: [{ path: "q", message: "Write at least one word or number." }],
    });
  }
  const isUnfinished = /[\p{L}\p{N}]$/u.test(text) && found.query.endsWith("'");
  return isUnfinished ? `${found.query}:*` : found.query;
}
