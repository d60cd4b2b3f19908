import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { EnvError, readEnv } from "./env.ts";

const key = randomBytes(32).toString("base64");
const least = { DATABASE_URL: "postgresql://u:hush@db/slipway", SLIPWAY_SECRET_KEY: key };

it("needs a database and a key, and defaults the rest", () => {
  expect(readEnv(least)).toEqual({
    host: "127.0.0.1",
    port: 3000,
    isDevelopment: false,
    databaseUrl: least.DATABASE_URL,
    secretKeys: { current: { id: expect.any(String), bytes: Buffer.from(key, "base64") }, previous: [] },
    publicUrl: "http://localhost:3000",
    trustedOrigins: ["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"],
    blobsDirectory: path.resolve(".slipway/blobs"),
    privateNetwork: "allow",
    firstAdmin: null,
    bootstrapApiKey: null,
    invokePerSecond: 200,
    logLevel: "info",
    openTelemetry: {},
  });
});

it("trusts only the public address once others can reach it, and keeps away from private ones", () => {
  const env = readEnv({ ...least, HOST: "0.0.0.0", SLIPWAY_PUBLIC_URL: "https://slipway.example/" });
  expect(env.publicUrl).toBe("https://slipway.example");
  expect(env.trustedOrigins).toEqual(["https://slipway.example"]);
  expect(env.privateNetwork).toBe("deny");
  expect(readEnv({ ...least, PORT: "4000", SLIPWAY_PRIVATE_NETWORK: "deny" })).toMatchObject({
    publicUrl: "http://localhost:4000",
    privateNetwork: "deny",
  });
});

it("takes an empty variable for one that is not set", () => {
  const empty = { SLIPWAY_PUBLIC_URL: "", SLIPWAY_BOOTSTRAP_API_KEY: "", PORT: "", SLIPWAY_ADMIN_EMAIL: "" };
  expect(readEnv({ ...least, ...empty })).toEqual(readEnv(least));
});

it("makes a key in the data directory when none is given, and finds it again", () => {
  const directory = mkdtempSync(path.join(tmpdir(), "slipway-env-"));
  const source = { DATABASE_URL: least.DATABASE_URL, SLIPWAY_DATA_DIR: directory };
  const made = readEnv(source).secretKeys.current;
  expect(readFileSync(path.join(directory, "secret-key"), "utf8").trim()).toBe(made.bytes.toString("base64"));
  expect(readEnv(source).secretKeys.current).toEqual(made);
  rmSync(directory, { recursive: true });
});

it.each([
  ["DATABASE_URL", ""],
  ["DATABASE_URL", "mysql://planted@h/d"],
  ["PORT", "planted"],
  ["PORT", "70000"],
  ["HOST", "0.0.0.0"],
  ["SLIPWAY_SECRET_KEY", "planted"],
  ["SLIPWAY_PREVIOUS_SECRET_KEYS", "planted"],
  ["SLIPWAY_PUBLIC_URL", "slipway.example"],
  ["SLIPWAY_PRIVATE_NETWORK", "perhaps"],
  ["SLIPWAY_ADMIN_EMAIL", "ada@example.com"],
  ["SLIPWAY_ADMIN_EMAIL", "nobody"],
  ["SLIPWAY_ADMIN_PASSWORD", "planted"],
  ["SLIPWAY_BOOTSTRAP_API_KEY", "slp_planted"],
  ["SLIPWAY_LOG_LEVEL", "loud"],
])("refuses %s=%s by name, without the value", (name, value) => {
  const read = () => readEnv({ ...least, [name]: value });
  expect(read).toThrow(EnvError);
  expect(read).toThrow(name);
  expect(read).not.toThrow("planted");
});
