import { listRuns } from "@slipway/db/runs/list-runs";
import { type TestDatabase, testDatabase } from "@slipway/db/testing/test-database";
import { RunFilters } from "@slipway/schemas/public-api/run-filters";
import { afterAll, beforeAll, expect, it } from "vitest";
import { chooseWords } from "#history/choose-words.ts";
import { historySearches, withWords } from "#history/history-searches.ts";
import { seedHistory } from "#history/seed-history.ts";

const projectId = "prj_seed";
/** Enough that reading a whole table is never the quickest. */
const runs = 20_000;
let database: TestDatabase;
let words: Record<string, string>;

beforeAll(async () => {
  database = await testDatabase();
  const client = await database.pool.connect();
  try {
    await seedHistory(client, { projectId, runs, eventsPerRun: 2, say: () => undefined });
  } finally {
    client.release();
  }
  words = await chooseWords(database.pool);
}, 120_000);
afterAll(() => database.close());

type Plan = {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly Plans?: readonly Plan[];
};

/** What the database says it would do for each statement of a list. */
async function explain(query: string): Promise<Plan[]> {
  const filters = RunFilters.parse(Object.fromEntries(new URLSearchParams(query)));
  const asked: { text: string; values: unknown[] }[] = [];
  const watched = new Proxy(database.pool, {
    get: (pool, name) =>
      name === "query"
        ? (config: string | { text: string; values: unknown[] }, values: unknown[] = []) => {
            asked.push(typeof config === "string" ? { text: config, values } : config);
            return typeof config === "string" ? pool.query(config, values) : pool.query(config);
          }
        : Reflect.get(pool, name),
  });
  await listRuns(watched, { projectId, filters, limit: 50 });
  const plans: Plan[] = [];
  for (const { text, values } of asked) {
    const { rows } = await database.pool.query(`explain (format json) ${text}`, values);
    plans.push(rows[0]["QUERY PLAN"][0].Plan);
  }
  return plans;
}

function wholeTables(plan: Plan): string[] {
  const here = plan["Node Type"] === "Seq Scan" ? [plan["Relation Name"] ?? ""] : [];
  return [...here, ...(plan.Plans ?? []).flatMap(wholeTables)];
}

/** Tables that stay small, whatever the history. */
const small = new Set(["run_due"]);

it.each(historySearches)("C62 a page of the history reads no whole table: %s", async (search) => {
  const plans = await explain(withWords(search, words));
  expect(plans.length).toBeGreaterThan(0);
  expect(plans.flatMap(wholeTables).filter((table) => !small.has(table))).toEqual([]);
});
