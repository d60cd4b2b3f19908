import { once } from "node:events";
import pg from "pg";
import { expect, it, onTestFinished } from "vitest";
import { connectionConfig } from "#connection-config.ts";
import { type Listen, listen } from "#events/listen.ts";
import { notify } from "#events/notify.ts";
import { testDatabase } from "#testing/test-database.ts";

async function givenListener(url: string, overrides: Partial<Listen> = {}) {
  const lines: string[] = [];
  const waiting: { count: number; done: () => void }[] = [];
  const listener = listen({
    url,
    channels: ["events", "queue"],
    applicationName: "listener",
    onLine: (channel, line) => {
      lines.push(`${channel}: ${line}`);
      for (const { count, done } of waiting) if (lines.length >= count) done();
    },
    onReconnect: () => undefined,
    onError: () => undefined,
    ...overrides,
  });
  onTestFinished(() => listener.close());
  await listener.listening;
  const heard = (count: number) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    waiting.push({ count, done: resolve });
    if (lines.length >= count) resolve();
    return promise;
  };
  return { lines, heard, listener };
}

it("hears every line of its channels in order, however many notifications they need", async () => {
  await using database = await testDatabase();
  const { lines, heard } = await givenListener(database.url);
  const events = Array.from({ length: 600 }, (_, i) => `ses_${String(i).padStart(30, "0")} ${i}`);
  await notify(database.pool, { events, runs: ["prj run"], queue: [""] });
  await heard(601);
  expect(lines).toEqual([...events.map((line) => `events: ${line}`), "queue: "]);
});

it("listens again after its connection was cut, and says so before it goes on", async () => {
  await using database = await testDatabase();
  const order: string[] = [];
  const back = Promise.withResolvers<void>();
  const { heard, lines } = await givenListener(database.url, {
    onError: () => order.push("lost"),
    onReconnect: () => {
      order.push("back");
      back.resolve();
    },
  });
  await database.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'listener' and datname = current_database()",
  );
  await back.promise;
  await notify(database.pool, { events: ["ses_1 1"] });
  await heard(1);
  expect({ order, lines }).toEqual({ order: ["lost", "back"], lines: ["events: ses_1 1"] });
});

it("leaves nothing behind when it is closed, also while it cannot connect", async () => {
  await using database = await testDatabase();
  const { listener } = await givenListener(database.url);
  await listener.close();
  const { rows } = await database.pool.query(
    "select 1 from pg_stat_activity where application_name = 'listener' and datname = current_database()",
  );
  expect(rows).toEqual([]);
  const failed = Promise.withResolvers<void>();
  const unreachable = listen({
    url: "postgresql://nobody@127.0.0.1:1/none",
    channels: ["events"],
    applicationName: "listener",
    onLine: () => undefined,
    onReconnect: () => undefined,
    onError: () => failed.resolve(),
  });
  await failed.promise;
  await unreachable.close();
  await unreachable.listening;
});

it("is not told of what others of the channels say in a transaction that is rolled back", async () => {
  await using database = await testDatabase();
  const { heard, lines } = await givenListener(database.url);
  const client = new pg.Client(connectionConfig(database.url));
  await client.connect();
  await client.query("begin");
  await notify(client, { events: ["ses_never 1"] });
  await client.query("rollback");
  await notify(client, { events: ["ses_1 1"] });
  await heard(1);
  expect(lines).toEqual(["events: ses_1 1"]);
  await Promise.all([once(client, "end"), client.end()]);
});
