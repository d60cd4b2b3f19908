import type { Pool } from "pg";
import { fewestEvents, insertEvents } from "#history/insert-events.ts";
import { insertFacts } from "#history/insert-facts.ts";
import { insertRuns, type RunRange } from "#history/insert-runs.ts";
import { insertLongTrace, insertSpans } from "#history/insert-spans.ts";
import { postponeIndexes } from "#history/postpone-indexes.ts";
import { createWriter } from "#history/write-like-people.ts";

export type SeedHistory = {
  readonly projectId: string;
  readonly runs: number;
  /** At least as many as {@link fewestEvents}. */
  readonly eventsPerRun: number;
  /** Of the trace of the last run. */
  readonly longTraceSpans: number;
  readonly say: (text: string) => void;
};

const slice = 20_000;
const days = 30;
/** The same history each time. */
const seed = 7;
const bigTables = ["session", "run", "run_fact", "run_text", "feedback", "session_event", "span"];

/**
 * Fills a project with runs of the last 30 days, as they would have come about: with sessions, events, traces, opinions
 * and what the history is searched by. Nothing else may go on meanwhile: triggers are off, and indexes are made at the
 * end. Returns the run whose trace is long.
 */
export async function seedHistory(
  pool: Pool,
  { projectId, runs, eventsPerRun, longTraceSpans, say }: SeedHistory,
): Promise<{ readonly longTraceRunId: string }> {
  if (eventsPerRun < fewestEvents) throw new Error(`A run has at least ${fewestEvents} events`);
  const [one, other] = await Promise.all([openSession(pool), openSession(pool)]);
  try {
    await one.query("alter table run disable trigger user");
    const indexes = await postponeIndexes(one, ["run", "run_fact", "run_text"], ["span"]);
    const people = createWriter(seed);
    const beganMs = Date.now() - days * 86_400_000;
    const stepMs = (days * 86_400_000) / runs;
    let written: Promise<unknown> = Promise.resolve();
    let range: RunRange = { projectId, first: "", last: "" };
    for (let from = 0; from < runs; from += slice) {
      const count = Math.min(slice, runs - from);
      const times = Array.from({ length: count }, (_, n) => Math.floor(beganMs + (from + n) * stepMs));
      // What follows from the runs before is written by the other connection meanwhile.
      range = await insertRuns(one, { projectId, times, people, eventsPerRun });
      await insertFacts(one, range);
      await written;
      const due = range;
      written = insertEvents(other, due, eventsPerRun).then(() => insertSpans(other, due));
      if ((from / slice) % 10 === 9) say(`${(from + count).toLocaleString("en")} runs`);
    }
    await written;
    await insertLongTrace(one, { projectId, runId: range.last, spans: longTraceSpans });
    say("events and spans");
    await indexes.make();
    say("indexes");
    await one.query(`vacuum (analyze) ${bigTables.join(", ")}`);
    await one.query("alter table run enable trigger user");
    return { longTraceRunId: range.last };
  } finally {
    await Promise.all([one, other].map((session) => session.query("reset all")));
    one.release();
    other.release();
  }
}

async function openSession(pool: Pool) {
  const client = await pool.connect();
  await client.query("set synchronous_commit = off; set maintenance_work_mem = '512MB'");
  await client.query("set max_parallel_maintenance_workers = 2");
  return client;
}
