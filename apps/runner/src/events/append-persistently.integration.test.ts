import { randomUUID } from "node:crypto";
import { toEventRecord } from "@slipway/db/events/event-record";
import { readRunEvents } from "@slipway/db/events/read-events";
import { actAsRunner } from "@slipway/db/testing/act-as-runner";
import { givenApp } from "@slipway/db/testing/given-app";
import { sendMessage, testDb } from "@slipway/db/testing/send-message";
import { testDatabase } from "@slipway/db/testing/test-database";
import { expect, it, onTestFinished } from "vitest";
import { appendPersistently } from "#events/append-persistently.ts";
import { createLogger } from "#telemetry/logger.ts";
import { createMetrics } from "#telemetry/metrics.ts";

async function givenRun() {
  const database = await testDatabase();
  const db = testDb(database.url);
  onTestFinished(async () => {
    await db.close();
    await database.close();
  });
  const runner = await actAsRunner(db);
  const sent = await sendMessage(db, await givenApp(db.pool));
  const { lease } = await runner.claimOne();
  const deps = {
    db,
    logger: createLogger({ level: "silent", runnerId: runner.id }),
    metrics: createMetrics(),
    now: () => new Date(),
  };
  return { db, deps, lease, sent };
}

it("C31 what is stored in the place of a refused flush is another flush: news of the refused one do not fit it", async () => {
  const { db, deps, lease, sent } = await givenRun();
  await db.pool.query("alter table checkpoint add constraint nothing_fits check (step < 0) not valid");
  const id = randomUUID();
  const checkpointId = "cpt_1";
  const append = {
    ...lease,
    events: [toEventRecord({ type: "checkpoint.saved", checkpointId, step: 1 }, deps.now())],
    checkpoints: [
      { id: checkpointId, step: 1, label: "Done", eventOrdinal: 1, entryOrdinal: 0, snapshot: null },
    ],
  };
  const refuse = () => expect.unreachable();
  const { stored } = await appendPersistently(deps, { id, batch: [{ append, refuse }] });
  expect(stored[0]?.events).toMatchObject([{ type: "checkpoint.failed" }]);
  const events = await readRunEvents(db.pool, { projectId: lease.projectId, ...sent, after: 0 });
  expect(events.at(-1)).toMatchObject({ type: "checkpoint.failed", checkpointId });
  const { rows } = await db.pool.query("select last_flush_id from session where id = $1", [lease.sessionId]);
  expect(rows).toEqual([{ last_flush_id: expect.any(String) }]);
  expect(rows).not.toEqual([{ last_flush_id: id }]);
});
