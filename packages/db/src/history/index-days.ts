import { firstIdAt } from "@slipway/schemas/ids";
import { type Db, inTransaction, type Sql } from "#db.ts";
import { type BitRow, DayBits, type DayRun } from "#history/day-bits.ts";
import { run, statement } from "#statement.ts";

/** A day with fewer runs is as quickly read as counted. */
const fewestRuns = 250;
/** So long after a day nearly all of its runs have ended. Where another one does, the day is counted anew. */
const settledAfterMs = 3_600_000;
const dayMs = 86_400_000;
/** Clocks that make ids and times may differ by so much. */
const slackMs = 60_000;
const pageLength = 5_000;
/** Of bits in one statement, as hexadecimal digits. */
const mostDigits = 4_000_000;

// A day's bits hold while they count as many runs as its hours do: those are kept with every run that ends or is removed.
const dueStatement = statement<{ project_id: string; day: Date; runs: number }>(
  "list-days-to-index",
  `select d.project_id, d.day, d.runs::int as runs from (
     select h.project_id, date_trunc('day', h.hour, 'UTC') as day, sum(h.runs) as runs
     from project p join run_hour h on h.project_id = p.id and h.dimension = '' and h.value = '' and h.hour < $1
     group by 1, 2
   ) d where d.runs >= $2 and d.runs <> coalesce((
     select bit_count(b.bits) from run_bits b
     where b.project_id = d.project_id and b.day = d.day and b.field = '' and b.value = ''
   ), 0) order by d.day desc`,
);

type IndexDays = { readonly now: Date; readonly signal: AbortSignal };

/** Makes the bits of all days that are over and have none, or no longer the right ones. Answers how many days. */
export async function indexDays(db: Db, { now, signal }: IndexDays): Promise<number> {
  const end = Math.floor((now.getTime() - settledAfterMs) / dayMs) * dayMs;
  let indexed = 0;
  for (const due of await run(db.pool, dueStatement, [new Date(end), fewestRuns])) {
    if (signal.aborted) break;
    const of = { projectId: due.project_id, day: due.day, runs: due.runs };
    if (await inTransaction(db, (tx) => indexDay(tx, of))) indexed += 1;
  }
  return indexed;
}

type Day = { readonly projectId: string; readonly day: Date; readonly runs: number };

/** False: another run has ended or gone meanwhile. The next time finds the day again. */
async function indexDay(tx: Sql, { projectId, day, runs }: Day): Promise<boolean> {
  await lockBits(tx, projectId);
  const bits = new DayBits(runs);
  for (let after = firstIdAt("run", day.getTime() - slackMs); ; ) {
    const page = await readRuns(tx, { projectId, day, after });
    if (bits.count + page.length > runs) return false;
    for (const row of page) bits.add(toDayRun(row));
    const last = page.at(-1);
    if (!last || page.length < pageLength) break;
    after = last.id;
  }
  if (bits.count !== runs) return false;
  await removeBits(tx, projectId, [day]);
  await insertRows(tx, { projectId, day }, bits.rows());
  return true;
}

type FactRow = {
  id: string;
  app_id: string;
  app_type: string;
  revision: string | null;
  environment: string | null;
  model: string;
  status: string;
  stop_reason: string;
  source: string;
  user_id: string | null;
  hour: number;
  class: number | null;
  tokens: string;
  cost_micro_usd: string | null;
};

const factsStatement = statement<FactRow>(
  "read-facts-of-day",
  `select id, app_id, app_type, revision::text as revision, environment, model, status, stop_reason, source, user_id,
     floor(extract(epoch from created_at - $2::timestamptz) / 3600)::int as hour, duration_class(duration_ms) as class, tokens, cost_micro_usd
   from run_fact where project_id = $1 and id > $3 and id < $4 and created_at >= $2::timestamptz and created_at < $5 order by id limit $6`,
);

type ReadRuns = { readonly projectId: string; readonly day: Date; readonly after: string };

async function readRuns(tx: Sql, { projectId, day, after }: ReadRuns): Promise<FactRow[]> {
  const endMs = day.getTime() + dayMs;
  const end = [firstIdAt("run", endMs + slackMs), new Date(endMs), pageLength];
  return await run(tx, factsStatement, [projectId, day, after, ...end]);
}

function toDayRun(row: FactRow): DayRun {
  return {
    appId: row.app_id,
    type: row.app_type,
    revision: row.revision,
    environment: row.environment,
    model: row.model,
    status: row.status,
    stopReason: row.stop_reason,
    source: row.source,
    userId: row.user_id,
    hour: row.hour,
    class: row.class,
    tokens: Number(row.tokens),
    costMicroUsd: Number(row.cost_micro_usd ?? 0),
  };
}

const insertStatement = statement<{ field: string }>(
  "insert-bits",
  `insert into run_bits (project_id, day, field, value, bits)
   select $1, $2, field, value, bits::bit varying from unnest($3::text[], $4::text[], $5::text[]) r(field, value, bits)`,
);

type InsertRows = Pick<Day, "projectId" | "day">;

/** As many at once as make a statement of a few megabytes. */
async function insertRows(tx: Sql, { projectId, day }: InsertRows, rows: Iterable<BitRow>): Promise<void> {
  let some: BitRow[] = [];
  const insert = async () => {
    const columns = [some.map((row) => row.field), some.map((row) => row.value), some.map((row) => row.bits)];
    await run(tx, insertStatement, [projectId, day, ...columns]);
    some = [];
  };
  for (const row of rows) {
    some.push(row);
    if (some.length * row.bits.length >= mostDigits) await insert();
  }
  if (some.length > 0) await insert();
}

const lockStatement = statement<{ locked: unknown }>(
  "lock-bits",
  "select pg_advisory_xact_lock(hashtextextended('run_bits ' || $1, 0)) is null as locked",
);

/** Until the transaction ends nobody else makes or removes bits of the project. */
export async function lockBits(tx: Sql, projectId: string): Promise<void> {
  await run(tx, lockStatement, [projectId]);
}

const removeStatement = statement<{ field: string }>(
  "remove-bits",
  "delete from run_bits where project_id = $1 and day = any($2::timestamptz[])",
);

/** Runs of these days go: their places are those of others then. */
export async function removeBits(tx: Sql, projectId: string, days: readonly Date[]): Promise<void> {
  await run(tx, removeStatement, [projectId, days]);
}
