import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

const sweepStatement = statement<{ removed: number }>(
  "sweep-expired-access",
  `with sessions as (
     delete from auth_session where expires_at < now() returning 1
   ), verifications as (
     delete from verification where expires_at < now() returning 1
   ), links as (
     delete from setup_link where used_at is not null or expires_at < now() returning 1
   ), attempts as (
     delete from rate_limit where last_request < (extract(epoch from now() - interval '1 day') * 1000)::bigint returning 1
   )
   select ((select count(*) from sessions) + (select count(*) from verifications) + (select count(*) from links)
     + (select count(*) from attempts))::int as removed`,
);

/** Removes what lets nobody in any more: expired browser sessions, used set-up links, old log-in attempts. */
export async function sweepExpiredAccess(sql: Sql): Promise<number> {
  const [row] = await run(sql, sweepStatement, []);
  return row?.removed ?? 0;
}
