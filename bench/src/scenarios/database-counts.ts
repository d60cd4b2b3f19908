import { requireComplete } from "#load/require-complete.ts";
import { type DatabaseCounts, openDatabaseCounter } from "#measure/database-counter.ts";
import type { Bench, Figure, Scenario } from "#scenario.ts";
import type { Slipway } from "#slipway/start-slipway.ts";

const sessions = 50;
const laterRun = 30;
const answerTokens = 20;
const message = `!tokens ${answerTokens}`;
const streamingSessions = 20;
const streamedTokens = 100;
const timeoutMs = 120_000;
const shownStatements = 14;

/** What a run and a streamed token make the database do. It may not grow with a session's history. */
export const databaseCounts: Scenario = {
  name: "counts",
  title: "What the database has to do",
  run: async (bench) => {
    await bench.countStatements(true);
    try {
      await using slipway = await bench.startSlipway();
      await using counter = await openDatabaseCounter(slipway.dataDirectory);
      bench.say(`run 1 and run ${laterRun} of ${sessions} sessions, one after the other`);
      let ids: (string | null)[] = new Array<null>(sessions).fill(null);
      const next = async () => {
        ids = await runOnce({ bench, slipway, ids });
      };
      const first = await counter.during(next);
      for (let run = 2; run < laterRun; run += 1) await next();
      const later = await counter.during(next);
      bench.say(`${streamingSessions} sessions streaming`);
      const streamed = await counter.during(() => stream(bench, slipway));
      for (const { query, calls, ms } of await counter.slowest(shownStatements)) {
        bench.say(`${ms.toFixed(0).padStart(6)} ms ${calls.toString().padStart(6)} × ${query.slice(0, 110)}`);
      }
      return toFigures({ first, later, streamed });
    } finally {
      await bench.countStatements(false);
    }
  },
};

type RunOnce = {
  readonly bench: Bench;
  readonly slipway: Slipway;
  readonly ids: readonly (string | null)[];
};

/** One more run of each session. Returns the sessions' ids. */
async function runOnce({ bench, slipway, ids }: RunOnce): Promise<(string | null)[]> {
  const calls = ids.map((sessionId) => slipway.invoke({ message, sessionId }));
  const result = await bench.load.ask({ kind: "sequence", calls, timeoutMs });
  requireComplete(result.calls, answerTokens);
  return result.calls.map(({ sessionId }) => sessionId);
}

async function stream(bench: Bench, slipway: Slipway): Promise<void> {
  const call = slipway.invoke({ message: `!tokens ${streamedTokens} every 20ms` });
  const calls = Array.from({ length: streamingSessions }, () => call);
  const result = await bench.load.ask({ kind: "burst", calls, timeoutMs });
  requireComplete(result.calls, streamedTokens);
}

type Counted = {
  readonly first: DatabaseCounts;
  readonly later: DatabaseCounts;
  readonly streamed: DatabaseCounts;
};

const names = {
  statements: "statements",
  commits: "commits",
  rows: "rows written",
  walBytes: "bytes of log (WAL)",
  notifications: "NOTIFYs",
} as const satisfies Record<keyof DatabaseCounts, string>;

function toFigures({ first, later, streamed }: Counted): Figure[] {
  const keys = Object.keys(names) as (keyof DatabaseCounts)[];
  const tokens = streamingSessions * streamedTokens;
  return [
    ...keys.map(
      (key): Figure => ({ name: `${names[key]} of a run`, value: first[key] / sessions, unit: "" }),
    ),
    ...keys.map(
      (key): Figure => ({
        name: `${names[key]}, run ${laterRun} : run 1`,
        value: later[key] / first[key],
        unit: "×",
        budget: { atMost: 1.2 },
      }),
    ),
    ...keys.map(
      (key): Figure => ({
        name: `${names[key]} per token, ${streamingSessions} sessions`,
        value: streamed[key] / tokens,
        unit: "",
      }),
    ),
  ];
}
