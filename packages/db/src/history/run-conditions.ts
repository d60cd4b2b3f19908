import { newId } from "@slipway/schemas/ids";
import { toMicroUsd } from "@slipway/schemas/money";
import type { RunFilters } from "@slipway/schemas/public-api/run-filters";
import { runDuration } from "#history/run-duration.ts";
import type { SearchWords } from "#history/search-words.ts";

/** Conditions that are put together with their parameters: a value never becomes part of the text. */
export class Conditions {
  text = "";
  /** Of them those that narrow the ids: any table that has a run's id as `h.id` may be asked them. */
  bounds = "";
  readonly values: unknown[];
  /** SQL for the id of the project whose runs are meant: a parameter, or a column of what is read around them. */
  readonly project: string;

  constructor(project: string, values: unknown[]) {
    this.project = project;
    this.values = values;
  }

  /** Makes a value a parameter and answers its name. */
  parameter(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  add(condition: (value: string) => string, value: unknown): void {
    if (value !== undefined) this.text += ` and ${condition(this.parameter(value))}`;
  }

  bound(condition: (value: string) => string, value: unknown): void {
    if (value === undefined) return;
    const bound = ` and ${condition(this.parameter(value))}`;
    this.text += bound;
    this.bounds += bound;
  }
}

/** Everything but the words to look for. The conditions speak of `h`, a row of {@link recentRuns} or of `run_fact`. */
export function addRunFilters(query: Conditions, filters: RunFilters): void {
  const anyOf = (column: string) => (value: string) => `h.${column} = any(${value}::text[])`;
  query.add(anyOf("status"), filters.status);
  query.add(anyOf("stop_reason"), filters.stopReason);
  query.add(anyOf("app_id"), filters.appId);
  query.add(anyOf("app_type"), filters.type);
  query.add(anyOf("environment"), filters.environment);
  query.add(anyOf("source"), filters.source);
  query.add(anyOf("model"), filters.model);
  query.add((value) => `h.revision = ${value}::bigint`, filters.revision);
  query.add((value) => `h.user_id = ${value}`, filters.userId);
  query.add((value) => `h.session_id = ${value}`, filters.sessionId);
  query.add(
    (value) => `h.id in (select id from run
      where project_id = ${query.project} ${filters.appId ? `and app_id = any(${query.parameter(filters.appId)}::text[])` : ""}
        and client_message_id = any(${value}::text[]))`,
    filters.clientMessageId,
  );
  // An id begins with the time of its creation, and ids are what the list is ordered and indexed by.
  query.bound((value) => `h.id >= ${value}`, filters.from && idAt(filters.from));
  query.bound((value) => `h.id < ${value}`, filters.to && idAt(filters.to));
  query.add((value) => `h.duration_ms >= ${value}::numeric`, filters.minDurationMs);
  query.add(
    (value) => `h.cost_micro_usd >= ${value}::numeric`,
    filters.minCostUsd === undefined ? undefined : toMicroUsd(filters.minCostUsd),
  );
  query.add(
    (value) =>
      `h.id in (select run_id from feedback where project_id = ${query.project} and rating = any(${value}::text[]))`,
    filters.feedback,
  );
}

/**
 * The words to look for, for each of the two places in which runs are. Rare ones are found first, all of them, in `tables`:
 * the facts are read `beside` them. `projects` is what the project's id is a column of, where it is one.
 */
export function wordConditions(query: Conditions, words: SearchWords | null, projects: string) {
  const { project } = query;
  if (words === null) return { tables: [], beside: "", inRecent: "", inFacts: "" };
  const looksFor = `${query.parameter(words.query)}::tsquery`;
  const inRecent = `and run_words(${project}, h.input, h.output_text) @@ ${looksFor}`;
  const has = `t.project_id = ${project} and t.words @@ (quote_literal('=' || ${project})::tsquery && ${looksFor})`;
  if (!words.isRare) {
    const inFacts = `and exists (select from run_text t where t.id = h.id and ${has})`;
    return { tables: [], beside: "", inRecent, inFacts };
  }
  return {
    tables: [`said as materialized (select t.project_id, t.id from ${projects} run_text t where ${has})`],
    // Joined in the order in which they are found, which is nearly that of the facts: each page of them is read once.
    beside: "said s,",
    inRecent,
    inFacts: `and s.project_id = ${project} and s.id = h.id`,
  };
}

/** What every id of a run made at this moment or later is not less than. */
function idAt(time: string): string {
  const random = 16;
  return newId("run", Math.ceil(Date.parse(time))).slice(0, -random);
}

const recentColumns = `r.id, r.session_id, r.app_id, r.app_type, r.revision, r.environment, r.model, r.status, r.stop_reason,
  r.source, r.user_id, (r.input_tokens + r.output_tokens)::bigint as tokens, r.cost_micro_usd,
  (${runDuration("r.")})::bigint as duration_ms, r.ttft_ms, r.created_at,
  r.input, r.output_text`;

const openParts = ["r.status = 'queued'", "r.status in ('starting', 'running')", "r.status = 'waiting'"];

/**
 * The project's runs that are not in `run_fact`: those that have not ended, and those that did a moment ago. Few: each
 * part has an index of its own that holds nothing else. `projects` is what `project` is a column of, where it is one.
 */
export function recentRuns(project: string, projects = ""): string {
  return openParts
    .map(
      (open) => `select ${recentColumns} from ${projects} run r where r.project_id = ${project} and ${open}`,
    )
    .concat(
      `select ${recentColumns} from ${projects} run_due d join run r on r.project_id = d.project_id and r.id = d.id
       where d.project_id = ${project}`,
    )
    .join("\n union all ");
}
