import path from "node:path";
import { expect, it } from "vitest";
import { repositoryRoot } from "#repository-root.ts";
import { type ChildSettings, runnerCommand, webCommand } from "#up/children/child-commands.ts";
import { readEnv } from "#up/env.ts";

const settings: ChildSettings = {
  env: readEnv({
    PORT: "4000",
    OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector",
    SLIPWAY_ADMIN_PASSWORD: "hush",
    SLIPWAY_BOOTSTRAP_API_KEY: "slp_hush",
    npm_config_registry: "http://packages",
  }),
  mode: "production",
  databaseUrl: "postgresql://x",
  secretKey: "key",
  logs: "/logs",
};

it("gives the runner what it needs and none of the web's secrets", () => {
  expect(runnerCommand(settings).env).toEqual({
    PORT: "4000",
    OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector",
    NODE_ENV: "production",
    DATABASE_URL: "postgresql://x",
    SLIPWAY_DATA_DIR: settings.env.dataDirectory,
    SLIPWAY_SECRET_KEY: "key",
    NODE_COMPILE_CACHE: path.join(repositoryRoot, "node_modules/.cache/compile"),
    RUNNER_PORT: "3100",
  });
});

it("gives the web its address and what makes the first admin", () => {
  const { env, args } = webCommand(settings);
  expect(env).toMatchObject({
    HOST: "127.0.0.1",
    PORT: "4000",
    SLIPWAY_PUBLIC_URL: "http://localhost:4000",
    SLIPWAY_ADMIN_PASSWORD: "hush",
    SLIPWAY_BOOTSTRAP_API_KEY: "slp_hush",
  });
  expect(env).not.toHaveProperty("npm_config_registry");
  expect(args.at(-1)).toBe(path.join(repositoryRoot, "apps/web/src/main.ts"));
});
