import { readFileSync } from "node:fs";
import path from "node:path";
import { connectionConfig } from "@slipway/db/connection-config";
import { indexDays } from "@slipway/db/history/index-days";
import { startPostgres } from "@slipway/tools/postgres/start-postgres";
import pg from "pg";
import { chooseWords } from "#history/choose-words.ts";
import { type SeedHistory, seedHistory } from "#history/seed-history.ts";
import type { Bench } from "#scenario.ts";

export type SeededHistory = {
  readonly words: Readonly<Record<string, string>>;
  /** The run whose trace is long. */
  readonly longTraceRunId: string;
};

/**
 * Fills a Slipway that does not run meanwhile: its own work would wait for the tables that are filled. One that was kept
 * from a measurement before stays as it is.
 */
export async function seedSlipway(
  bench: Bench,
  amounts: Pick<SeedHistory, "runs" | "eventsPerRun" | "longTraceSpans">,
): Promise<SeededHistory> {
  const dataDirectory = await migrate(bench);
  const directory = path.join(dataDirectory, "postgres");
  const logFile = path.join(dataDirectory, "postgres.log");
  const server = await startPostgres({ directory, logFile, durability: "throw-away" });
  const password = readFileSync(path.join(directory, "superuser-password"), "utf8").trim();
  const pool = new pg.Pool({ ...connectionConfig(server.url), user: "postgres", password, max: 2 });
  // The server goes right after the pool: it may close a connection before the pool has.
  pool.on("error", () => undefined);
  try {
    const began = performance.now();
    const { rows: projects } = await pool.query<{ id: string }>("select id from project limit 1");
    const projectId = projects[0]?.id ?? "";
    const { rows: newest } = await pool.query<{ id: string; count: number }>(
      "select max(id) as id, count(*)::int as count from run_fact where project_id = $1",
      [projectId],
    );
    const kept = (newest[0]?.count ?? 0) >= amounts.runs ? newest[0]?.id : undefined;
    const longTraceRunId =
      kept ?? (await seedHistory(pool, { projectId, ...amounts, say: bench.say })).longTraceRunId;
    bench.say(kept ? "made before" : `made in ${Math.round((performance.now() - began) / 1_000)} s`);
    const db = { pool, url: server.url, close: () => pool.end() };
    const days = await indexDays(db, { now: new Date(), signal: new AbortController().signal });
    bench.say(`${days} days indexed for charts`);
    return { words: await chooseWords(pool), longTraceRunId };
  } finally {
    await pool.end();
    await server.stop();
  }
}

/** Lets a Slipway make its database. */
async function migrate(bench: Bench): Promise<string> {
  await using slipway = await bench.startSlipway({ warm: false });
  return slipway.dataDirectory;
}
