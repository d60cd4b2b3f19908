import { chooseWords } from "#history/choose-words.ts";
import { historySearches, withWords } from "#history/history-searches.ts";
import { seedHistory } from "#history/seed-history.ts";
import { median, quantile } from "#measure/quantile.ts";
import type { Figure, Scenario } from "#scenario.ts";
import { connectAsSuperuser } from "#slipway/database.ts";
import type { Slipway } from "#slipway/start-slipway.ts";

const runs = 1_000_000;
const eventsPerRun = 20;
const pages = 3;
const rounds = 5;

/** The pages of the history of a project with a million runs. */
export const history: Scenario = {
  name: "history",
  title: `Run history of ${runs.toLocaleString("en")} runs`,
  run: async (bench) => {
    await using slipway = await bench.startSlipway({ warm: false });
    const words = await fill(slipway, bench.say);
    const figures: Figure[] = [];
    const all: number[] = [];
    for (const search of historySearches) {
      const times: number[] = [];
      const query = withWords(search, words);
      for (let round = 0; round < rounds; round += 1) times.push(...(await readPages(slipway, query)));
      all.push(...times);
      figures.push({ name: search || "everything", value: quantile(times, 0.95), unit: "ms" });
    }
    return [
      { name: "page, p50", value: median(all), unit: "ms" },
      { name: "page, p95", value: quantile(all, 0.95), unit: "ms", budget: { atMost: 150 } },
      ...figures.toSorted((one, other) => other.value - one.value).slice(0, 12),
    ];
  },
};

async function fill(slipway: Slipway, say: (text: string) => void): Promise<Record<string, string>> {
  const client = await connectAsSuperuser(slipway.dataDirectory, "slipway");
  try {
    const { rows } = await client.query<{ id: string }>("select id from project limit 1");
    const began = performance.now();
    await seedHistory(client, { projectId: rows[0]?.id ?? "", runs, eventsPerRun, say });
    say(`seeded in ${Math.round((performance.now() - began) / 1_000)} s`);
    return await chooseWords(client);
  } finally {
    await client.end();
  }
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
