import { listFeedback } from "@slipway/db/feedback/list-feedback";
import { sumRuns } from "@slipway/db/history/sum-runs";
import { readCurrentLoad } from "@slipway/db/overview/read-current-load";
import { readEndedRuns } from "@slipway/db/overview/read-ended-runs";
import { listRuns } from "@slipway/db/runs/list-runs";
import { findSpan, listSpans } from "@slipway/db/spans/list-spans";
import { outlineSpans } from "@slipway/db/spans/outline-spans";
import { searchSpans } from "@slipway/db/spans/search-spans";
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
  await seedHistory(database.pool, {
    projectId,
    runs,
    eventsPerRun: 10,
    longTraceSpans: 2_000,
    say: () => undefined,
  });
  words = await chooseWords(database.pool);
}, 180_000);
afterAll(() => database.close());

type Plan = {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly Plans?: readonly Plan[];
};

const filtersOf = (query: string) => RunFilters.parse(Object.fromEntries(new URLSearchParams(query)));

/** What the database says it would do for each statement that `ask` sends. */
async function explain(ask: (sql: TestDatabase["pool"]) => Promise<unknown>): Promise<Plan[]> {
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
  await ask(watched);
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
const small = new Set(["run_due", "rollup", "project", "api_key", "user"]);

async function readsNoWholeTable(ask: (sql: TestDatabase["pool"]) => Promise<unknown>): Promise<void> {
  const plans = await explain(ask);
  expect(plans.length).toBeGreaterThan(0);
  expect(plans.flatMap(wholeTables).filter((table) => !small.has(table))).toEqual([]);
}

it.each(historySearches)("C62 a page of the history reads no whole table: %s", async (search) => {
  const filters = filtersOf(withWords(search, words));
  await readsNoWholeTable((sql) => listRuns(sql, { projectId, filters, limit: 50 }));
});

const dayMs = 86_400_000;
const now = new Date();

it.each(["", "status=failed", `from=${new Date(now.getTime() - 7 * dayMs).toISOString()}`, "q={rare}"])(
  "C62 charts of the history read no whole table: %s",
  async (search) => {
    const filters = filtersOf(withWords(search, words));
    await readsNoWholeTable((sql) => sumRuns(sql, { projectId, filters, now }));
  },
);

it("C62 neither do the admin's overview, opinions, traces, and what retention looks for", async () => {
  const { rows } = await database.pool.query<{ id: string; session_id: string; trace_id: string }>(
    "select id, session_id, trace_id from run_fact where project_id = $1 order by id desc limit 1",
    [projectId],
  );
  const {
    id: runId,
    session_id: sessionId,
    trace_id: traceId,
  } = rows[0] ?? { id: "", session_id: "", trace_id: "" };
  const trace = { projectId, traceId, limit: 50_000 };
  for (const ask of [
    readCurrentLoad,
    (sql: TestDatabase["pool"]) =>
      readEndedRuns(sql, { from: new Date(now.getTime() - 3_600_000), bucketSeconds: 60 }),
    (sql: TestDatabase["pool"]) => listFeedback(sql, { projectId, asker: "usr_1", runId }),
    (sql: TestDatabase["pool"]) => listFeedback(sql, { projectId, asker: "usr_1", sessionId }),
    (sql: TestDatabase["pool"]) =>
      listRuns(sql, { projectId, filters: filtersOf("feedback=down"), limit: 200 }),
    (sql: TestDatabase["pool"]) => listSpans(sql, trace),
    (sql: TestDatabase["pool"]) => outlineSpans(sql, trace),
    (sql: TestDatabase["pool"]) => searchSpans(sql, { ...trace, text: "part-77" }),
    (sql: TestDatabase["pool"]) => findSpan(sql, { projectId, traceId, spanId: "0000000000000001" }),
  ]) {
    await readsNoWholeTable(ask);
  }
});

it.each(["", "status=failed", "appId=app_seed00,app_seed01", "revision=9", "environment=production"])(
  "C62 charts say of whole hours what the runs themselves say: %s",
  async (search) => {
    const filters = filtersOf(search);
    const { total } = await sumRuns(database.pool, { projectId, filters, now });
    // A second filter that all fulfil: then it is the runs that are read.
    const read = await sumRuns(database.pool, { projectId, filters: { ...filters, minDurationMs: 0 }, now });
    const { p50DurationMs, p95DurationMs, ...counts } = read.total;
    expect(total).toMatchObject(counts);
    expect(total.runs).toBeGreaterThan(100);
    for (const [found, real] of [
      [total.p50DurationMs, p50DurationMs],
      [total.p95DurationMs, p95DurationMs],
    ] as const) {
      expect(Math.abs((found ?? 0) / (real ?? 1) - 1)).toBeLessThan(0.05);
    }
  },
);
