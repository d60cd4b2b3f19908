import type { RunFilters } from "@slipway/schemas/public-api/run-filters";
import type { Sql } from "#db.ts";
import { addRunFilters, Conditions, recentRuns } from "#history/run-conditions.ts";
import { readSearchWords, type SearchWords } from "#history/search-words.ts";
import { readCursor } from "#keyset.ts";

type PageOfIds = {
  /** SQL for the project's id, and the value of the first parameter, of which it may speak. */
  readonly project: string;
  readonly value: unknown;
  readonly filters: RunFilters;
  readonly cursor: string | undefined;
  readonly limit: number;
  /** How many of the newest texts are looked through for rare words before their index is asked. */
  readonly newestTexts: number;
};

type IdsOfPage = { readonly ids: string; readonly values: readonly unknown[] };

/** The newest ids from both places in which a project's runs are: a run is in one of them, as one statement sees it. */
export async function pageOfIds(sql: Sql, page: PageOfIds): Promise<IdsOfPage> {
  const { project, value, filters, cursor, limit, newestTexts } = page;
  const query = new Conditions(project, [value]);
  query.bound((last) => `h.id < ${last}`, cursor === undefined ? undefined : readCursor(cursor));
  addRunFilters(query, filters);
  const words = filters.q === undefined ? null : await readSearchWords(sql, filters.q);
  const newest = `order by h.id desc limit ${limit}`;
  const { tables, facts, said } = words?.isRare
    ? rareWords(query, { words, limit, newestTexts })
    : { tables: "", ...frequentWords(query, words, newest) };
  const ids = `${tables} select h.id from (
      (select h.id from (${recentRuns(project)}) h where true ${query.text} ${said} ${newest})
      union ${facts.map((found) => `(${found})`).join(" union ")}
    ) h ${newest}`;
  return { ids, values: query.values };
}

/** Frequent words are in many of the newest: each is looked up by its key, and none by the index of all that have them. */
function frequentWords(query: Conditions, words: SearchWords | null, newest: string) {
  const { project, text } = query;
  const looksFor = words && `${query.parameter(words.query)}::tsquery`;
  const has = looksFor
    ? `and exists (select from run_text t where t.project_id = ${project} and t.id = h.id and t.words @@ ${looksFor} offset 0)`
    : "";
  return {
    said: looksFor ? `and run_words(${project}, h.input, h.output_text) @@ ${looksFor}` : "",
    facts: [`select h.id from run_fact h where h.project_id = ${project} ${text} ${has} ${newest}`],
  };
}

type RareWords = Pick<PageOfIds, "limit" | "newestTexts"> & { readonly words: SearchWords };

/**
 * How many runs have a word that the planner does not know, it does not know either. So the newest texts are looked through,
 * and only where they do not make a page, all that have the word are found by its index: those are few then.
 */
function rareWords(query: Conditions, { words, limit, newestTexts }: RareWords) {
  const { project, text, bounds } = query;
  const looksFor = `${query.parameter(words.query)}::tsquery`;
  const newest = `order by h.id desc limit ${limit}`;
  const ofProject = `h.project_id = ${project}`;
  return {
    tables: `with newest as materialized (
        select h.id from (
          select h.id, h.words from run_text h where ${ofProject} ${bounds} order by h.id desc limit ${newestTexts}
        ) t join run_fact h on ${ofProject} and h.id = t.id where t.words @@ ${looksFor} ${text} ${newest}
      ), said as materialized (
        select h.id from run_text h where (select count(*) from newest) < ${limit} and ${ofProject}
          and h.words @@ (quote_literal('=' || ${project})::tsquery && ${looksFor})
      )`,
    said: `and run_words(${project}, h.input, h.output_text) @@ ${looksFor}`,
    facts: [
      "select id from newest",
      `select h.id from run_fact h where ${ofProject} ${text} and h.id in (select id from said) ${newest}`,
    ],
  };
}
