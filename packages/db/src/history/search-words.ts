import { AppError } from "@slipway/schemas/errors/app-error";
import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

const wordsStatement = statement<{ query: string | null }>(
  "read-search-words",
  "select nullif(websearch_to_tsquery('simple', spaced_text($1))::text, '') as query",
);

/** What to look for, as PostgreSQL writes it, and whether few runs have it. */
export type SearchWords = { readonly query: string; readonly isRare: boolean };

/**
 * What a person types into a search, as PostgreSQL looks for it: every word somewhere, "several words" as they stand, -word
 * nowhere, or. The last word may be the beginning of one. Throws `invalid_request` where there is no word in it.
 */
export async function readSearchWords(sql: Sql, text: string): Promise<SearchWords> {
  const [found] = await run(sql, wordsStatement, [text]);
  if (!found?.query) {
    throw new AppError("invalid_request", "There is no word to look for.", {
      details: [{ path: "q", message: "Write at least one word or number." }],
    });
  }
  const isUnfinished = /[\p{L}\p{N}]$/u.test(text) && found.query.endsWith("'");
  const query = isUnfinished ? `${found.query}:*` : found.query;
  return { query, isRare: await isRare(sql, query) };
}

type Explained = { "QUERY PLAN": readonly [{ readonly Plan: { readonly "Plan Rows": number } }] };

const explainStatement = statement<Explained>(
  "expect-words",
  "explain (format json) select from run_text where words @@ $1::tsquery",
);
const sizeStatement = statement<{ rows: number }>(
  "size-of-texts",
  "select reltuples::float8 as rows from pg_class where oid = 'run_text'::regclass",
);

/** Of so many runs a page is found soon by looking through the newest. */
const rareShare = 0.02;
/** So many ids are found and sorted in a moment. */
const mostAtOnce = 20_000;

/**
 * What hardly any run has is not found by looking through the newest ones: it takes all of them to know that there is none.
 * The planner knows which words are frequent, but of a word that it does not know it expects so many that it would do that.
 */
async function isRare(sql: Sql, query: string): Promise<boolean> {
  const [[explained], [size]] = await Promise.all([
    run(sql, explainStatement, [query]),
    run(sql, sizeStatement, []),
  ]);
  const expected = explained?.["QUERY PLAN"][0].Plan["Plan Rows"] ?? 0;
  return expected <= Math.min(mostAtOnce, (size?.rows ?? 0) * rareShare);
}
