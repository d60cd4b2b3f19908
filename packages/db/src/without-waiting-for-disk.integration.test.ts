import { expect, it, onTestFinished } from "vitest";
import { notify } from "#events/notify.ts";
import { testDb } from "#testing/send-message.ts";
import { testDatabase } from "#testing/test-database.ts";
import { withoutWaitingForDisk } from "#without-waiting-for-disk.ts";

const setting = "current_setting('synchronous_commit') as setting";

it("holds for one statement: what follows on the connection waits for the disk again", async () => {
  const database = await testDatabase();
  const db = testDb(database.url);
  const client = await db.pool.connect();
  onTestFinished(async () => {
    client.release();
    await db.close();
    await database.close();
  });
  await client.query("set synchronous_commit = on");
  const { rows: inside } = await client.query(`select ${setting} from ${withoutWaitingForDisk}`);
  expect(inside).toEqual([{ setting: "off" }]);
  await notify(client, { queue: [""] });
  const { rows: after } = await client.query(`select ${setting}`);
  expect(after).toEqual([{ setting: "on" }]);
});
