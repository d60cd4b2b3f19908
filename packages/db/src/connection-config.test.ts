import { expect, it } from "vitest";
import { connectionConfig, schemaName, withDatabase } from "#connection-config.ts";

it("reads an ordinary address into discrete fields", () => {
  expect(connectionConfig("postgresql://us%40er:p%2Fw@db.example:6543/slip%20way")).toEqual({
    host: "db.example",
    port: 6543,
    user: "us@er",
    password: "p/w",
    database: "slip way",
  });
});

it("takes a socket directory from the host parameter", () => {
  expect(connectionConfig("postgresql://u:p@localhost/slipway?host=%2Fdata%2Fsocket")).toEqual({
    host: "/data/socket",
    port: 5432,
    user: "u",
    password: "p",
    database: "slipway",
  });
});

it("defaults port, host and database", () => {
  expect(connectionConfig("postgres://u@[::1]")).toEqual({
    host: "::1",
    port: 5432,
    user: "u",
    database: "postgres",
  });
  expect(connectionConfig("postgresql:///x").host).toBe("localhost");
});

it.each([
  ["disable", false],
  ["no-verify", { rejectUnauthorized: false }],
  ["require", { rejectUnauthorized: false }],
  ["verify-full", { rejectUnauthorized: true }],
  ["verify-ca", { rejectUnauthorized: true, checkServerIdentity: expect.any(Function) }],
])("keeps the promise of sslmode=%s", (mode, ssl) => {
  expect(connectionConfig(`postgresql://h/d?sslmode=${mode}`).ssl).toEqual(ssl);
});

it("carries timeouts, the pool's limit and the schema", () => {
  expect(
    connectionConfig(
      "postgresql://h/d?connect_timeout=3&connection_limit=7&application_name=x&channel_binding=require&schema=my%20s",
    ),
  ).toEqual({
    host: "h",
    port: 5432,
    database: "d",
    connectionTimeoutMillis: 3000,
    max: 7,
    application_name: "x",
    enableChannelBinding: true,
    options: '-c search_path="my\\ s"',
  });
});

it.each([
  ["mysql://h/d", "not a PostgreSQL address"],
  ["nonsense", "not a PostgreSQL address"],
  ["postgresql://u:secret@h/d?pgbouncer=true", "no effect (pgbouncer)"],
  ["postgresql://u:secret@h/d?sslmode=prefer", "sslmode=prefer"],
  ["postgresql://u:secret@h/d?connect_timeout=soon", "no number"],
])("refuses %s in one sentence without the password", (url, text) => {
  expect(() => connectionConfig(url)).toThrow(text);
  expect(() => connectionConfig(url)).not.toThrow("secret");
});

it("swaps the database and keeps everything else", () => {
  const url = withDatabase("postgresql://u:p@localhost/a?host=%2Fs&schema=x", "b c");
  expect(connectionConfig(url)).toMatchObject({ host: "/s", database: "b c" });
  expect(schemaName(url)).toBe("x");
});
