import { describe, expect, it } from "vitest";
import { readEnv } from "#up/env.ts";

describe("readEnv", () => {
  it("needs nothing", () => {
    expect(readEnv({})).toEqual({
      host: "127.0.0.1",
      port: 3000,
      runnerPort: 3100,
      publicUrl: "http://localhost:3000",
      databaseUrl: undefined,
      dataDirectory: expect.stringMatching(/\/\.slipway$/),
      secretKey: undefined,
      makesAdmin: false,
      all: {},
    });
  });

  it.each([
    [{ PORT: "http" }, "PORT is http"],
    [{ RUNNER_PORT: "70000" }, "RUNNER_PORT is 70000"],
    [{ HOST: "0.0.0.0" }, "set SLIPWAY_PUBLIC_URL"],
    [{ SLIPWAY_PUBLIC_URL: "slipway" }, "SLIPWAY_PUBLIC_URL is no address"],
    [{ SLIPWAY_SECRET_KEY: "c2hvcnQ=" }, "SLIPWAY_SECRET_KEY is not 32 bytes"],
    [{ DATABASE_URL: "postgresql://u:hush@h/d?pgbouncer=true" }, "no effect (pgbouncer)"],
  ])("says in a sentence what is wrong with %o, and no secret", (env, sentence) => {
    expect(() => readEnv(env)).toThrow(sentence);
    expect(() => readEnv(env)).not.toThrow(/hush|c2hvcnQ/);
  });

  it("takes a public address without its last slash", () => {
    expect(readEnv({ HOST: "0.0.0.0", SLIPWAY_PUBLIC_URL: "https://s.example/" }).publicUrl).toBe(
      "https://s.example",
    );
  });
});
