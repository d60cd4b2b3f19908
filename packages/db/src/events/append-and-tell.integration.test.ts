import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Db } from "#db.ts";
import { appendAndTell } from "#events/append-and-tell.ts";
import { toEventRecord } from "#events/event-record.ts";
import { notify } from "#events/notify.ts";
import type { Lease } from "#runs/claim-runs.ts";
import { actAsRunner, type HandRunner } from "#testing/act-as-runner.ts";
import { givenApp } from "#testing/given-app.ts";
import { hearLines } from "#testing/hear-lines.ts";
import { sendMessage, testDb } from "#testing/send-message.ts";
import { type TestDatabase, testDatabase } from "#testing/test-database.ts";

let database: TestDatabase;
let db: Db;
let runner: HandRunner;
beforeAll(async () => {
  database = await testDatabase();
  db = testDb(database.url);
  runner = await actAsRunner(db);
});
afterAll(async () => {
  await db.close();
  await database.close();
});

async function givenRun(): Promise<Lease & { readonly lastSeq: number }> {
  const given = await givenApp(db.pool);
  const sent = await sendMessage(db, given);
  // Who listens from now on hears none of that.
  await sent.told.isTold;
  const { lease, begun } = await runner.claimOne();
  return { ...lease, lastSeq: begun?.lastSeq ?? 0 };
}

/** Appends a warning to each log, and expects each to end with it at the number that it ends at as far as its writer knows. */
async function append(...logs: readonly (Lease & { readonly lastSeq: number })[]) {
  const event = toEventRecord({ type: "warning", code: "a", message: "b" }, new Date());
  const { appended, isTold } = await appendAndTell(db, {
    flushId: randomUUID(),
    appends: logs.map((lease) => ({ ...lease, events: [event] })),
    news: logs.map(({ sessionId, lastSeq }) => ({
      lastSeq: lastSeq + 1,
      line: `${sessionId} ${lastSeq + 1}`,
    })),
  });
  return { appended, isTold: await isTold };
}

/** The lines that webs hear meanwhile. */
async function hearing(work: () => Promise<void>): Promise<string[]> {
  await using heard = await hearLines(database.url, "events");
  await work();
  await notify(db.pool, { events: ["end"] });
  await expect.poll(() => heard.lines.at(-1)).toBe("end");
  return heard.lines.slice(0, -1);
}

it("C16 webs hear of what is stored, of several logs at once, in the journey that stores it", async () => {
  const logs = [await givenRun(), await givenRun()];
  const heard = await hearing(async () => {
    const { appended, isTold } = await append(...logs);
    expect(appended).toEqual(logs.map(({ lastSeq }) => ({ lastSeq: lastSeq + 1 })));
    expect(isTold).toBe(true);
  });
  expect(heard).toEqual(logs.map(({ sessionId, lastSeq }) => `${sessionId} ${lastSeq + 1}`));
});

it("C16 nobody hears what is not so: not where another wrote into one of them meanwhile", async () => {
  const [first, second] = [await givenRun(), await givenRun()];
  const heard = await hearing(async () => {
    const { appended, isTold } = await append(first, { ...second, lastSeq: second.lastSeq - 1 });
    expect(appended).toEqual([{ lastSeq: first.lastSeq + 1 }, { lastSeq: second.lastSeq + 1 }]);
    expect(isTold).toBe(false);
  });
  expect(heard).toEqual([]);
});

it("C28 nobody hears of what a run that another owns would have written", async () => {
  const run = await givenRun();
  const heard = await hearing(async () => {
    const { appended, isTold } = await append({ ...run, leaseToken: randomUUID() });
    expect(appended).toEqual([null]);
    expect(isTold).toBe(false);
  });
  expect(heard).toEqual([]);
});

it("fails as a whole where the database refuses what is appended, and harms no connection", async () => {
  const run = await givenRun();
  const heard = await hearing(async () => {
    const event = {
      ...toEventRecord({ type: "warning", code: "a", message: "b" }, new Date()),
      data: "no json",
    };
    const news = [{ lastSeq: run.lastSeq + 1, line: "x" }];
    const refused = appendAndTell(db, {
      flushId: randomUUID(),
      appends: [{ ...run, events: [event] }],
      news,
    });
    await expect(refused).rejects.toThrow("json");
    expect(await append(run)).toMatchObject({ isTold: true });
  });
  expect(heard).toHaveLength(1);
});
