import { expect, it, onTestFinished } from "vitest";
import { createAnnouncer } from "#events/announcer.ts";
import { type Listen, listen } from "#events/listen.ts";
import { countStatements } from "#testing/count-statements.ts";
import { testDb } from "#testing/send-message.ts";
import { testDatabase } from "#testing/test-database.ts";

async function givenAnnouncer() {
  const database = await testDatabase();
  const db = testDb(database.url);
  const count = countStatements(db);
  const errors: unknown[] = [];
  const announcer = createAnnouncer({ db, onError: (error) => errors.push(error) });
  onTestFinished(async () => {
    if (!db.pool.ending) await db.close();
    await database.close();
  });
  return { database, db, count, errors, announcer };
}

async function hear(url: string, count: number, onLine: Listen["onLine"]) {
  const all = Promise.withResolvers<void>();
  let heard = 0;
  const listener = listen({
    url,
    channels: ["events", "runs", "queue"],
    applicationName: "listener",
    onLine: (...line) => {
      onLine(...line);
      heard += 1;
      if (heard === count) all.resolve();
    },
    onReconnect: () => undefined,
    onError: () => undefined,
  });
  onTestFinished(() => listener.close());
  await listener.listening;
  return { allHeard: all.promise };
}

it("sends what comes while it is sending in one statement, each line once", async () => {
  const { database, count, announcer } = await givenAnnouncer();
  const lines: string[] = [];
  const { allHeard } = await hear(database.url, 5, (channel, line) => lines.push(`${channel} ${line}`));
  announcer.tell({ events: ["ses_1 1"] });
  announcer.tell({ events: ["ses_1 2"], queue: [""] });
  announcer.tell({ events: ["ses_2 1"], runs: ["prj run"], queue: [""] });
  await announcer.settle();
  expect(count().statements.get("notify")).toBe(2);
  await allHeard;
  expect(lines.toSorted()).toEqual([
    "events ses_1 1",
    "events ses_1 2",
    "events ses_2 1",
    "queue ",
    "runs prj run",
  ]);
});

it("keeps what can wait for what cannot, and else sends it a moment later", async () => {
  const { count, announcer, database } = await givenAnnouncer();
  announcer.tellSoon({ runs: ["prj run_1"] });
  announcer.tell({ events: ["ses_1 1"] });
  await announcer.settle();
  expect(count().statements.get("notify")).toBe(1);
  const lines: string[] = [];
  const { allHeard } = await hear(database.url, 1, (_, line) => lines.push(line));
  announcer.tellSoon({ runs: ["prj run_2"] });
  await allHeard;
  expect(lines).toEqual(["prj run_2"]);
});

it("tells of a failure, which rejects nobody's work", async () => {
  const { db, errors, announcer } = await givenAnnouncer();
  await db.close();
  announcer.tell({ queue: [""] });
  await announcer.settle();
  expect(errors).toEqual([new Error("Cannot use a pool after calling end on the pool")]);
});
