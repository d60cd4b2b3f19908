import type { Db, Sql } from "#db.ts";
import { type Append, type Appended, appendEvents } from "#events/append-events.ts";
import { channels, toMessages } from "#events/notify.ts";
import { sendTogether } from "#journeys.ts";
import { run, statement } from "#statement.ts";
import { withoutWaitingForDisk } from "#without-waiting-for-disk.ts";

/** What webs are to hear of an append, if the session's log ends with it at this number. */
export type NewsOfAppend = { readonly lastSeq: number; readonly line: string };

type AppendAndTell = {
  readonly flushId: string;
  readonly appends: readonly Append[];
  /** For each append, in the same order. */
  readonly news: readonly NewsOfAppend[];
};

type AppendedAndTold = {
  readonly appended: Appended;
  /** Whether all of the news went out, or else none of it: where one session's log does not end as they say. */
  readonly isTold: Promise<boolean>;
};

const tellStatement = statement<{ sent: number }>(
  "notify-of-appends",
  `select count(pg_notify('${channels.events}', n.payload))::int as sent
   from ${withoutWaitingForDisk}, unnest($1::text[]) as n(payload)
   where cardinality($2::text[]) = (
     select count(*) from unnest($2::text[], $3::text[], $4::int[]) as h(project_id, session_id, last_seq)
       join session s on s.project_id = h.project_id and s.id = h.session_id
     where s.last_seq = h.last_seq and s.last_flush_id = $5::uuid
   )`,
);

/**
 * Appends events as `appendEvents` does, and behind it in the same journey, but as a transaction of its own, tells of them:
 * whoever reads a stream need not wait until the writer has heard that they are stored.
 */
export async function appendAndTell(
  db: Db,
  { flushId, appends, news }: AppendAndTell,
): Promise<AppendedAndTold> {
  const told = Promise.withResolvers<boolean>();
  const appended = await sendTogether(db, {
    send: (sql) => appendEvents(sql, { flushId, appends }),
    behind: (sql) =>
      tell(sql, { flushId, appends, news }).then(told.resolve, (error: unknown) => {
        told.resolve(false);
        throw error;
      }),
  });
  return { appended, isTold: told.promise };
}

async function tell(sql: Sql, { flushId, appends, news }: AppendAndTell): Promise<boolean> {
  const [, payloads] = toMessages({ events: news.map(({ line }) => line) });
  const [row] = await run(sql, tellStatement, [
    payloads,
    appends.map(({ projectId }) => projectId),
    appends.map(({ sessionId }) => sessionId),
    news.map(({ lastSeq }) => lastSeq),
    flushId,
  ]);
  return row !== undefined && row.sent > 0;
}
