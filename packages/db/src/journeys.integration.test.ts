import { expect, it, onTestFinished } from "vitest";
import { openDb } from "#db.ts";
import { channels } from "#events/notify.ts";
import { runAndTell, runTogether } from "#journeys.ts";
import { statement } from "#statement.ts";
import { countStatements } from "#testing/count-statements.ts";
import { givenApp } from "#testing/given-app.ts";
import { sendMessage } from "#testing/send-message.ts";
import { testDatabase } from "#testing/test-database.ts";

const insert = statement<{ text: string }>(
  "insert-note",
  "insert into note values ($1) returning text, pg_sleep($2)::text",
);

async function givenDb() {
  const database = await testDatabase();
  const options = { applicationName: "test", maxConnections: 10, onConnectionError: () => undefined };
  const db = openDb({ ...options, url: database.url });
  const count = countStatements(db);
  onTestFinished(async () => {
    await db.close();
    await database.close();
  });
  await db.pool.query("create table note (text text primary key)");
  const given = await givenApp(db.pool);
  return {
    db,
    given,
    count,
    note: (text: string) => runTogether(db, { statement: insert, values: [text, 0] }),
  };
}

it("carries out what shares a journey, each for itself, and the connection serves the next", async () => {
  const { db, note } = await givenDb();
  let removed = 0;
  db.pool.on("remove", () => {
    removed += 1;
  });
  await note("one");
  const outcomes = await Promise.allSettled(["zero", "one", "two"].map(note));
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  const { rows } = await db.pool.query("select text from note order by text");
  expect(rows).toEqual([{ text: "one" }, { text: "two" }, { text: "zero" }]);
  expect(removed).toBe(0);
});

it("takes a crowd along over few connections", async () => {
  const { db, note } = await givenDb();
  const texts = Array.from({ length: 200 }, (_, index) => `note ${index}`);
  const rows = await Promise.all(texts.map(note));
  expect(rows.map(([row]) => row?.text)).toEqual(texts);
  expect(db.pool.totalCount).toBeLessThanOrEqual(4);
});

it("waits for nobody who is on his way", async () => {
  const { db, note } = await givenDb();
  const slow = runTogether(db, { statement: insert, values: ["slow", 3] });
  let isBack = false;
  void slow.then(() => {
    isBack = true;
  });
  // Ends long before: it leaves in a journey of its own.
  await new Promise(setImmediate);
  await note("quick");
  expect(isBack).toBe(false);
  await slow;
});

it("tells in one statement of those runs that are as their news say", async () => {
  const { db, given, count } = await givenDb();
  const { runId, sessionId, told: toldBefore } = await sendMessage(db, given);
  // What is told of the run as it is stored comes behind it: nobody listens yet.
  await toldBefore.isTold;
  const news = (of: string, lastSeq: number | null) => ({
    projectId: given.projectId,
    runId: of,
    lastSeq,
    lines: { runs: [of], events: [`${sessionId} 1`] },
  });
  const told = [news(runId, null), news("run_that_is_not", null), news(runId, 99)];
  count();
  const heard: string[] = [];
  const listener = await db.pool.connect();
  listener.on("notification", ({ channel, payload }) => heard.push(`${channel} ${payload}`));
  await listener.query(`listen ${channels.runs}`);
  const answers = await Promise.all(
    told.map((of, index) => runAndTell(db, { statement: insert, values: [`note ${index}`, 0], news: of })),
  );
  expect(await Promise.all(answers.map(({ isTold }) => isTold))).toEqual([true, false, false]);
  await listener.query("select 1");
  expect(heard).toEqual([`${channels.runs} ${runId}`]);
  expect(count().statements.get("notify-of-runs")).toBe(1);
  await listener.query("unlisten *");
  listener.release();
});
