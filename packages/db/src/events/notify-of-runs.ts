import type { Sql } from "#db.ts";
import { channels, type Lines, toMessages } from "#events/notify.ts";
import { handOverPayload } from "#runs/hand-over.ts";
import { run, statement } from "#statement.ts";
import { withoutWaitingForDisk } from "#without-waiting-for-disk.ts";

/** What is to be told of a run as soon as its row is as the lines say, in the same journey to the server. */
export type NewsOfRun = {
  readonly projectId: string;
  readonly runId: string;
  /** Null: as soon as it is there. */
  readonly lastSeq: number | null;
  readonly lines: Lines;
};

const notifyOf = (name: string, payload: string) =>
  statement<{ place: number }>(
    name,
    `select n.place, count(pg_notify(n.channel, ${payload}))::int as sent
   from ${withoutWaitingForDisk}, unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[], $6::int[])
     as n(channel, payload, place, project_id, run_id, last_seq)
     join run r on r.project_id = n.project_id and r.id = n.run_id
   where n.last_seq is null or (r.last_seq = n.last_seq and r.finished_at is not null)
   group by n.place`,
  );

const notifyOfRunsStatement = notifyOf("notify-of-runs", "n.payload");
// Most of what it takes is getting ready to make what hands a run over: whoever has nothing for the queue goes without.
const notifyOfQueuedRunsStatement = notifyOf(
  "notify-of-queued-runs",
  `case when n.channel = '${channels.queue}' and r.status = 'starting' then ${handOverPayload} else n.payload end`,
);

/**
 * Tells of those runs that are as their news say, in one statement. A runner that has one of them already is handed it.
 * Answers for each whether it was told of.
 */
export async function notifyOfRuns(sql: Sql, news: readonly NewsOfRun[]): Promise<boolean[]> {
  const all = news.flatMap(({ lines, ...of }, place) => {
    const [names, payloads] = toMessages(lines);
    return names.map((name, index) => ({ ...of, place, name, payload: payloads[index] }));
  });
  const isOfQueue = news.some(({ lines }) => lines.queue);
  const rows = await run(sql, isOfQueue ? notifyOfQueuedRunsStatement : notifyOfRunsStatement, [
    all.map(({ name }) => name),
    all.map(({ payload }) => payload),
    all.map(({ place }) => place),
    all.map(({ projectId }) => projectId),
    all.map(({ runId }) => runId),
    all.map(({ lastSeq }) => lastSeq),
  ]);
  const told = new Set(rows.map(({ place }) => place));
  return news.map((_, place) => told.has(place));
}
