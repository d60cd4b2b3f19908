import { type Db, inTransaction, type Sql } from "#db.ts";
import { type LostRun, lostRunColumns, type RecoveredRun, recoverLockedRun } from "#runs/recover-run.ts";
import { lockSession } from "#sessions/lock-session.ts";
import { run, statement } from "#statement.ts";

export type SweepRuns = {
  /**
   * A runner whose last heartbeat is older has lost its leases. Null: heartbeats prove nothing now, for example after the
   * database was away; only runs whose runner is not there at all are dealt with.
   */
  readonly leaseMs: number | null;
  readonly now: Date;
  /** Asked again before each run is taken from its runner: the database may have stood still in between. */
  readonly mayTake?: () => boolean;
};

export type SweptRuns = {
  readonly swept: readonly RecoveredRun[];
  /** Runs that could not be dealt with. The others were all the same. */
  readonly failed: readonly { readonly runId: string; readonly error: unknown }[];
};

type LostRow = { project_id: string; session_id: string; id: string };

const isLost = (parameter: string) =>
  `(runner.id is null or runner.heartbeat_at < now() - make_interval(secs => ${parameter}::float8 / 1000))`;

const lostStatement = statement<LostRow>(
  "find-lost-runs",
  `select r.project_id, r.session_id, r.id
   from run r left join runner on runner.id = r.runner_id
   where r.status in ('starting', 'running') and ${isLost("$1")}
   order by r.project_id, r.session_id
   limit 500`,
);

/**
 * Deals with the runs whose runner is gone, as {@link recoverLockedRun} says. Any process may sweep, several at once too.
 * A run that cannot be dealt with holds up no other.
 */
export async function sweepLostRuns(db: Db, { leaseMs, now, mayTake }: SweepRuns): Promise<SweptRuns> {
  const lost = await run(db.pool, lostStatement, [leaseMs]);
  const swept: RecoveredRun[] = [];
  const failed: { runId: string; error: unknown }[] = [];
  for (const row of lost) {
    try {
      const one = await inTransaction(db, (tx) => sweepOne(tx, row, { leaseMs, now, mayTake }));
      if (one) swept.push(one);
    } catch (error) {
      failed.push({ runId: row.id, error });
    }
  }
  return { swept, failed };
}

// Asked again under the session's lock: its runner may have come back, or another process may have swept it.
const stillLostStatement = statement<LostRun>(
  "read-lost-run",
  `select ${lostRunColumns}
   from run r left join runner on runner.id = r.runner_id
   where r.project_id = $1 and r.id = $2 and r.status in ('starting', 'running') and ${isLost("$3")}`,
);

type SweepOne = Pick<SweepRuns, "leaseMs" | "now"> & { readonly mayTake: SweepRuns["mayTake"] | undefined };

async function sweepOne(tx: Sql, row: LostRow, { leaseMs, now, mayTake }: SweepOne) {
  const session = await lockSession(tx, row.project_id, row.session_id);
  const [lost] = await run(tx, stillLostStatement, [row.project_id, row.id, leaseMs]);
  if (!session || !lost || mayTake?.() === false) return null;
  return await recoverLockedRun(tx, { session, lost, now });
}
