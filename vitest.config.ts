import { defineConfig } from "vitest/config";

const everywhere = ["apps/*/src", "apps/web/e2e", "packages/*/src", "tools/src", "bench/src"];
const tests = (ending: string) => everywhere.map((folder) => `${folder}/**/*${ending}`);

export default defineConfig({
  test: {
    reporters: ["default"],
    projects: [
      {
        test: {
          name: "unit",
          include: tests(".test.{ts,tsx}"),
          exclude: [".integration", ".start", ".cluster"].flatMap((kind) => tests(`${kind}.test.ts`)),
          environment: "node",
          // Two cores are what a small machine has: more workers only make each other slow.
          maxWorkers: 2,
          testTimeout: 15_000,
          restoreMocks: true,
        },
      },
      {
        test: {
          name: "integration",
          include: tests(".integration.test.ts"),
          environment: "node",
          // One embedded Postgres for the whole suite; each test file makes its own database from a migrated template.
          globalSetup: ["tools/src/postgres/start-test-postgres.ts"],
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      ...["start", "cluster"].map((name) => ({
        test: {
          name,
          include: tests(`.${name}.test.ts`),
          environment: "node" as const,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      })),
    ],
  },
});
