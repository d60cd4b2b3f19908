import { listFeedback } from "@slipway/db/feedback/list-feedback";
import { indexDays } from "@slipway/db/history/index-days";
import { listRunSenders } from "@slipway/db/history/list-run-senders";
import { noteEndedRuns } from "@slipway/db/history/note-ended-runs";
import { readSearchWords } from "@slipway/db/history/search-words";
import { sumRuns } from "@slipway/db/history/sum-runs";
import { readCurrentLoad } from "@slipway/db/overview/read-current-load";
import { readEndedRuns } from "@slipway/db/overview/read-ended-runs";
import { rollUpRuns } from "@slipway/db/overview/roll-up-runs";
import { removeIdleSessions } from "@slipway/db/retention/remove-idle-sessions";
import { listRuns } from "@slipway/db/runs/list-runs";
import { listRunsOfProjects } from "@slipway/db/runs/list-runs-of-projects";
import { findSpan, listSpans } from "@slipway/db/spans/list-spans";
import { outlineSpans } from "@slipway/db/spans/outline-spans";
import { readTraceColumns } from "@slipway/db/spans/read-trace-columns";
import { searchSpans } from "@slipway/db/spans/search-spans";
import { type TestDatabase, testDatabase } from "@slipway/db/testing/test-database";
import { RunFilters } from "@slipway/schemas/public-api/run-filters";
import type { RunStats } from "@slipway/schemas/public-api/run-stats";
import { afterAll, beforeAll, expect, it } from "vitest";
import { chooseWords } from "#history/choose-words.ts";
import { historySearches, withWords } from "#history/history-searches.ts";
import { seedHistory } from "#history/seed-history.ts";
import { type Ask, statementsOf } from "#history/statements-of.ts";

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
  // One of many projects.
  await database.pool.query(
    `insert into project (id, slug, name) select id, id, id
     from (select $1 as id union all select 'prj_' || n from generate_series(1, 30) n) p`,
    [projectId],
  );
  await database.pool.query("analyze project");
  words = await chooseWords(database.pool);
}, 180_000);
afterAll(() => database.close());

type Plan = {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly Plans?: readonly Plan[];
};

const filtersOf = (query: string) => RunFilters.parse(Object.fromEntries(new URLSearchParams(query)));

/** Makes plans of each statement that `ask` sends; those that only begin and end transactions have none. */
async function explain(ask: Ask): Promise<{ readonly chosen: Plan[]; readonly withoutSeqScans: Plan[] }> {
  const asked = await statementsOf(database.pool, ask);
  const client = await database.pool.connect();
  const plan = async () => {
    const plans: Plan[] = [];
    for (const { text, values } of asked) {
      const { rows } = await client.query(`explain (format json) ${text}`, values);
      plans.push(rows[0]["QUERY PLAN"][0].Plan);
    }
    return plans;
  };
  try {
    const chosen = await plan();
    await client.query("set enable_seqscan = off");
    return { chosen, withoutSeqScans: await plan() };
  } finally {
    await client.query("reset all");
    client.release();
  }
}

function wholeTables(plan: Plan): string[] {
  const here = plan["Node Type"] === "Seq Scan" ? [plan["Relation Name"] ?? ""] : [];
  return [...here, ...(plan.Plans ?? []).flatMap(wholeTables)];
}

/** Tables that stay small, whatever the history. */
const small = new Set(["run_due", "rollup", "project", "api_key", "user"]);
/** Nothing is in them here, so that reading all of them is a good plan: there has to be another one. */
const empty = new Set(["approval", "steer", "checkpoint", "upload", "harness_entry"]);

async function readsNoWholeTable(ask: Ask): Promise<void> {
  const { chosen, withoutSeqScans } = await explain(ask);
  expect(chosen.length).toBeGreaterThan(0);
  expect(chosen.flatMap(wholeTables).filter((table) => !small.has(table) && !empty.has(table))).toEqual([]);
  expect(withoutSeqScans.flatMap(wholeTables).filter((table) => !small.has(table))).toEqual([]);
}

it.each(historySearches)("C62 a page of the history reads no whole table: %s", async (search) => {
  const filters = filtersOf(withWords(search, words));
  await readsNoWholeTable(({ pool: sql }) => listRuns(sql, { projectId, filters, limit: 50 }));
});

it.each([
  ["{frequent}", false],
  ["{rare}", true],
  ["{frequent} {rare}", true],
  ["wordthatnobodysaid", true],
])(
  "C62 pages of a search are all that has the words, newest first, rare or not: %s",
  async (search, isRare) => {
    const q = withWords(search, words);
    const looksFor = await readSearchWords(database.pool, q);
    expect(looksFor.isRare).toBe(isRare);
    const { rows } = await database.pool.query<{ id: string }>(
      "select id from run_text where project_id = $1 and words @@ $2::tsquery order by id desc limit 60",
      [projectId, looksFor.query],
    );
    const found: string[] = [];
    for (let cursor: string | undefined; found.length < 60; ) {
      const page = await listRuns(database.pool, { projectId, filters: { q }, limit: 20, cursor });
      found.push(...page.items.map(({ id }) => id));
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(found).toEqual(rows.map(({ id }) => id));
  },
);

it.each(historySearches)("C62 a page of all projects' runs reads no whole table: %s", async (search) => {
  const filters = filtersOf(withWords(search, words));
  await readsNoWholeTable(({ pool: sql }) =>
    listRunsOfProjects(sql, { projectIds: null, filters, limit: 50 }),
  );
});

const dayMs = 86_400_000;
const now = new Date();

it.each(["", "status=failed", `from=${new Date(now.getTime() - 7 * dayMs).toISOString()}`, "q={rare}"])(
  "C62 charts of the history read no whole table: %s",
  async (search) => {
    const filters = filtersOf(withWords(search, words));
    for (const projectIds of [[projectId], [projectId, "prj_other"]]) {
      await readsNoWholeTable(({ pool: sql }) => sumRuns(sql, { projectIds, filters, now }));
    }
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
    (sql: TestDatabase["pool"]) => readTraceColumns(sql, trace),
    (sql: TestDatabase["pool"]) => searchSpans(sql, { ...trace, text: "part-77" }),
    (sql: TestDatabase["pool"]) => findSpan(sql, { projectId, traceId, spanId: "0000000000000001" }),
  ]) {
    await readsNoWholeTable(({ pool }) => ask(pool));
  }
});

it("C62 the export reads page after page without reading a whole table", async () => {
  await readsNoWholeTable(async ({ pool }) => {
    const page = { projectId, filters: {}, limit: 200 };
    const { nextCursor } = await listRuns(pool, page);
    await listRuns(pool, { ...page, cursor: nextCursor ?? "" });
    await listRunSenders(pool, [projectId]);
  });
});

it("C62 counting what has ended, by the minute and by the hour, reads only that", async () => {
  const { rows } = await database.pool.query<{ until: Date }>("select max(finished_at) as until from run");
  const until = rows[0]?.until ?? now;
  await database.pool.query("insert into rollup (name, until) values ('run_minute', $1)", [until]);
  await readsNoWholeTable((db) => rollUpRuns(db, new Date(until.getTime() + 600_000)));
  await database.pool.query("delete from rollup");
  await database.pool.query(
    "insert into run_due select project_id, id from run_fact order by project_id, id desc limit 20",
  );
  await readsNoWholeTable(({ pool }) => noteEndedRuns(pool));
});

it("C62 retention finds and removes what is idle without reading a whole table", async () => {
  const { rows } = await database.pool.query<{ updated_at: Date }>(
    "select updated_at from session where project_id = $1 order by id limit 1 offset 70",
    [projectId],
  );
  const idleSince = rows[0]?.updated_at ?? now;
  const { signal } = new AbortController();
  let removed = 0;
  await readsNoWholeTable(async (db) => {
    removed = await removeIdleSessions(db, { projectId, idleSince, signal });
  });
  expect(removed).toBeGreaterThan(50);
});

const countsOf = (stats: RunStats) =>
  stats.items.map(({ p50DurationMs: _, p95DurationMs: __, ...counts }) => counts);

const severalFilters = [
  "status=completed&environment=production",
  "model=openai/gpt-5,lab/secret&source=playground&status=failed,cancelled",
  "source=api&environment=production&type=chat,agent&stopReason=completed",
  "userId=usr_seed0",
  "userId=usr_seed150&source=api",
  `type=agent&revision=9&from=${new Date(now.getTime() - 12.3 * dayMs).toISOString()}`,
];

it.each(severalFilters)(
  "C62 charts of several filters count by the bits of days what the runs say: %s",
  async (search) => {
    const filters = filtersOf(search);
    const sum = () => sumRuns(database.pool, { projectIds: [projectId], filters, now });
    const db = { pool: database.pool, url: database.url, close: async () => undefined };
    const { signal } = new AbortController();
    const indexed = async () => {
      await indexDays(db, { now, signal });
      const { rows } = await database.pool.query<{ days: number }>(
        "select count(distinct day)::int as days from run_bits where project_id = $1",
        [projectId],
      );
      return rows[0]?.days ?? 0;
    };
    const read = async () => {
      await database.pool.query("delete from run_bits");
      return await sum();
    };
    const alike = async () => {
      const [expected, days] = [await read(), await indexed()];
      const counted = await sum();
      expect(days).toBeGreaterThan(25);
      expect(countsOf(counted)).toEqual(countsOf(expected));
      expect(counted.total.runs).toBeGreaterThan(5);
      for (const figure of ["p50DurationMs", "p95DurationMs"] as const) {
        expect(Math.abs((counted.total[figure] ?? 0) / (expected.total[figure] ?? 1) - 1)).toBeLessThan(0.06);
      }
    };
    await alike();
    await readsNoWholeTable(({ pool }) =>
      sumRuns(pool, { projectIds: [projectId, "prj_other"], filters, now }),
    );
    // A day of which runs go or to which one comes late is no longer what its bits say.
    const { rows } = await database.pool.query<{ updated_at: Date }>(
      "select updated_at from session where project_id = $1 order by id limit 1 offset 5",
      [projectId],
    );
    await indexed();
    await removeIdleSessions(db, { projectId, idleSince: rows[0]?.updated_at ?? now, signal });
    const kept = await sum();
    expect(countsOf(kept)).toEqual(countsOf(await read()));
    await alike();
  },
  60_000,
);

it.each(["", "status=failed", "appId=app_seed00,app_seed01", "revision=9", "environment=production"])(
  "C62 charts say of whole hours what the runs themselves say: %s",
  async (search) => {
    const filters = filtersOf(search);
    const { total } = await sumRuns(database.pool, { projectIds: [projectId], filters, now });
    // A second filter that all fulfil: then it is the runs that are read.
    const read = await sumRuns(database.pool, {
      projectIds: [projectId],
      filters: { ...filters, minDurationMs: 0 },
      now,
    });
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
