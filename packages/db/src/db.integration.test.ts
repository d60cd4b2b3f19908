import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { connectionConfig } from "#connection-config.ts";
import { type Db, inTransaction, openDb } from "#db.ts";
import { readTails } from "#events/read-events.ts";
import { countStatements } from "#testing/count-statements.ts";
import { testDatabase } from "#testing/test-database.ts";

async function givenDb() {
  const database = await testDatabase();
  const options = { applicationName: "test", maxConnections: 1, onConnectionError: () => undefined };
  const db = openDb({ ...options, url: database.url });
  onTestFinished(async () => {
    await db.close();
    await database.close();
  });
  await db.pool.query("create table note (text text primary key)");
  const notes = async () =>
    (await db.pool.query<{ text: string }>("select text from note order by text")).rows.map(
      ({ text }) => text,
    );
  return { database, db, options, notes };
}

const insert = "insert into note values ($1)";

it("undoes a transaction whose work throws, and the connection serves the next one", async () => {
  const { db, notes } = await givenDb();
  const work = inTransaction(db, async (tx) => {
    await tx.query(insert, ["one"]);
    throw new Error("Enough");
  });
  await expect(work).rejects.toThrow("Enough");
  await inTransaction(db, (tx) => tx.query(insert, ["two"]));
  expect(await notes()).toEqual(["two"]);
});

it("plans every statement once where that is asked for", async () => {
  const { database, options } = await givenDb();
  const db = openDb({ ...options, url: database.url, plansOnce: true });
  const query = { name: "count", text: "select $1::int as count" };
  for (const count of [1, 2, 3]) await db.pool.query({ ...query, values: [count] });
  expect(await plansOf(db, "count")).toEqual({ generic: 3, custom: 0 });
  await db.close();
});

it("does not plan the reading of tails anew each time", async () => {
  const { db } = await givenDb();
  for (let read = 0; read < 10; read += 1) {
    await readTails(db.pool, [{ projectId: "prj_1", sessionId: "ses_1", after: read }], 500);
  }
  expect(await plansOf(db, "read-tails")).toEqual({ generic: 5, custom: 5 });
});

async function plansOf({ pool }: Db, name: string) {
  const { rows } = await pool.query<{ generic: number; custom: number }>(
    `select generic_plans::int as generic, custom_plans::int as custom
     from pg_prepared_statements where name = $1`,
    [name],
  );
  return rows[0];
}

/** What stands between a process and its database, and can fall silent as a lost network does. */
async function givenSilentProxy(url: string) {
  const { host = "", port } = connectionConfig(url);
  const target = () => connect(`${host}/.s.PGSQL.${port}`);
  let isSilent = false;
  const sockets: Socket[] = [];
  const server = createServer((client) => {
    const upstream = target();
    sockets.push(client, upstream);
    client.on("data", (bytes) => !isSilent && upstream.write(bytes)).on("error", () => undefined);
    upstream.on("data", (bytes) => !isSilent && client.write(bytes)).on("error", () => undefined);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const proxied = new URL(url);
  proxied.searchParams.delete("host");
  proxied.hostname = "127.0.0.1";
  proxied.port = address && typeof address === "object" ? String(address.port) : "";
  return {
    url: proxied.toString(),
    setSilent: (silent: boolean) => {
      isSilent = silent;
    },
  };
}

it("gives up a statement to which no answer comes, with its connection, and asks the next one over another", async () => {
  const { database, options } = await givenDb();
  const proxy = await givenSilentProxy(database.url);
  const db = openDb({ ...options, url: proxy.url, queryTimeoutMs: 300 });
  const connections = countStatements(db);
  await db.pool.query("select 1");
  proxy.setSilent(true);
  await expect(db.pool.query("select 1")).rejects.toThrow(/timeout/);
  proxy.setSilent(false);
  const { rows } = await db.pool.query("select 2 as two");
  expect(rows).toEqual([{ two: 2 }]);
  expect(connections().transactions).toBe(3);
  await db.close();
});
