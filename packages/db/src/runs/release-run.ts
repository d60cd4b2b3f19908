import { type Db, inTransaction } from "#db.ts";
import type { Lease } from "#runs/claim-runs.ts";
import { requeueRun } from "#runs/requeue-run.ts";
import { run, statement } from "#statement.ts";

const lockStatement = statement<{ id: string }>(
  "lock-lease-for-release",
  "select id from session where project_id = $1 and id = $2 and lease_token = $3 for update",
);

/** A runner that shuts down gives back a run that it still owns. */
export async function releaseRun(db: Db, lease: Lease): Promise<"released" | "fenced"> {
  return await inTransaction(db, async (tx) => {
    const rows = await run(tx, lockStatement, [lease.projectId, lease.sessionId, lease.leaseToken]);
    if (rows.length === 0) return "fenced";
    return (await requeueRun(tx, lease)) ? "released" : "fenced";
  });
}
