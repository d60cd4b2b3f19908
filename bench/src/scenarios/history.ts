import { setTimeout as delay } from "node:timers/promises";
import { type OpenPage, openBrowser } from "#browser/open-browser.ts";
import { historySearches, withWords } from "#history/history-searches.ts";
import { historySums } from "#history/history-sums.ts";
import { openLongTrace } from "#history/open-long-trace.ts";
import { seedSlipway } from "#history/seed-slipway.ts";
import { median, quantile } from "#measure/quantile.ts";
import type { Figure, Scenario } from "#scenario.ts";
import { connectAsSuperuser } from "#slipway/database.ts";
import type { Slipway } from "#slipway/start-slipway.ts";

const runs = 1_000_000;
const eventsPerRun = 20;
const longTraceSpans = 30_000;
const pages = 3;
/** Enough that one cold reading is not what 95 % are quicker than. */
const rounds = 10;
const pageBudget = { atMost: 150 };
const chartBudget = { atMost: 300 };

type Words = Readonly<Record<string, string>>;

/** The pages, charts and longest trace of a project with a million runs, and the admin's charts over all of it. */
export const history: Scenario = {
  name: "history",
  title: `Run history of ${runs.toLocaleString("en")} runs`,
  run: async (bench) => {
    const { words, longTraceRunId } = await seedSlipway(bench, { runs, eventsPerRun, longTraceSpans });
    await using slipway = await bench.startSlipway({ warm: false });
    await minutesCounted(slipway);
    bench.say("pages and charts");
    const figures = [...(await measurePages(slipway, words)), ...(await measureSums(slipway, words))];
    bench.say("the admin's charts and the long trace");
    await using open = await openBrowser(slipway.url);
    figures.push(...(await measureAdmin(open)), ...(await measureAllProjects(open, words)));
    figures.push(...(await openLongTrace(open, { runId: longTraceRunId, repeats: bench.repeats })));
    return figures;
  },
};

async function measurePages(slipway: Slipway, words: Words): Promise<Figure[]> {
  const figures: Figure[] = [];
  const all: number[] = [];
  for (const search of historySearches) {
    const times: number[] = [];
    const query = withWords(search, words);
    for (let round = 0; round < rounds; round += 1) times.push(...(await readPages(slipway, query)));
    all.push(...times);
    figures.push({
      name: `page p95: ${search || "everything"}`,
      value: quantile(times, 0.95),
      unit: "ms",
      budget: pageBudget,
    });
  }
  return [
    { name: "all pages, p50", value: median(all), unit: "ms" },
    { name: "all pages, p95", value: quantile(all, 0.95), unit: "ms", budget: pageBudget },
    ...slowestFirst(figures),
  ];
}

type Page = { readonly nextCursor: string | null };

async function readPages(slipway: Slipway, query: string): Promise<number[]> {
  const times: number[] = [];
  let cursor: string | null = null;
  do {
    const began = performance.now();
    const page: Page = await slipway.get(
      `/runs?${new URLSearchParams(query)}&limit=50${cursor ? `&cursor=${cursor}` : ""}`,
    );
    times.push(performance.now() - began);
    cursor = page.nextCursor;
  } while (cursor !== null && times.length < pages);
  return times;
}

async function measureSums(slipway: Slipway, words: Words): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const search of historySums(Date.now())) {
    const query = new URLSearchParams(withWords(search, words));
    const value = await p95Of(() => slipway.get(`/runs/stats?${query}`));
    const name = search.replaceAll(/from=(\d{4}-\d\d-\d\d)[^&]*/g, "from $1");
    figures.push({ name: `charts p95: ${name || "any time"}`, value, unit: "ms", budget: chartBudget });
  }
  return slowestFirst(figures);
}

async function measureAdmin({ page }: OpenPage): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const range of ["1h", "24h", "7d"]) {
    const value = await p95Of(async () => {
      const answer = await page.request.get(`/api/v1/admin/overview?range=${range}`);
      if (!answer.ok()) throw new Error(`The admin's overview answered ${answer.status()}`);
      await answer.body();
    });
    figures.push({ name: `admin charts p95: ${range}`, value, unit: "ms", budget: chartBudget });
  }
  return figures;
}

/** What the owner of the instance sees of all projects. */
async function measureAllProjects({ page }: OpenPage, words: Words): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const search of historySearches) {
    const path = `/api/v1/admin/runs?${new URLSearchParams(withWords(search, words))}&limit=50`;
    const value = await p95Of(async () => {
      const answer = await page.request.get(path);
      if (!answer.ok()) throw new Error(`The runs of all projects answered ${answer.status()}`);
      await answer.body();
    });
    figures.push({
      name: `page of all projects p95: ${search || "everything"}`,
      value,
      unit: "ms",
      budget: pageBudget,
    });
  }
  return slowestFirst(figures);
}

async function p95Of(ask: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds * 2; round += 1) {
    const began = performance.now();
    await ask();
    times.push(performance.now() - began);
  }
  return quantile(times, 0.95);
}

/** The runner sums up what ended before it; the admin's charts are what they are from then on. */
async function minutesCounted(slipway: Slipway): Promise<void> {
  const client = await connectAsSuperuser(slipway.dataDirectory, "slipway");
  try {
    for (const end = Date.now() + 300_000; Date.now() < end; await delay(500)) {
      const { rows } = await client.query("select from rollup where until > now() - interval '3 minutes'");
      if (rows.length > 0) return;
    }
    throw new Error("The minutes were not counted within five minutes.");
  } finally {
    await client.end();
  }
}

function slowestFirst(figures: readonly Figure[]): Figure[] {
  return figures.toSorted((one, other) => other.value - one.value);
}
