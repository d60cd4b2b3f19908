import { type Conditions, recentRuns, wordConditions } from "#history/run-conditions.ts";

type PageOfIds = { readonly words: string | null; readonly limit: number };

/** The newest ids from both places in which a project's runs are: a run is in one of them, as one statement sees it. */
export function pageOfIds(query: Conditions, { words, limit }: PageOfIds): string {
  const { project } = query;
  const newest = `order by h.id desc limit ${limit}`;
  const said = wordConditions(query, words);
  return `select h.id from (
      (select h.id from (${recentRuns(project)}) h where true ${query.text} ${said.inRecent} ${newest})
      union
      (select h.id from run_fact h where h.project_id = ${project} ${query.text} ${said.inFacts} ${newest})
    ) h ${newest}`;
}
