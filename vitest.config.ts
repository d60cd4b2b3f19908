import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const everywhere = ["apps/*/src", "apps/web/e2e", "packages/*/src", "tools/src", "bench/src"];
const tests = (ending: string) => everywhere.map((folder) => `${folder}/**/*${ending}`);

/** The files that mostly wait, for leases and for clocks: one of them alone at the end would leave a core idle. */
const waiting = [
  ...["models-in-trouble", "killed-agent", "schema-engine", "completion", "paused-runner", "run-trace"],
  ...["lost-runner", "create-sweeper", "start-postgres"],
].map((name) => `/${name}.integration.test.ts`);

class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const waits = ({ moduleId }: TestSpecification) => waiting.some((ending) => moduleId.endsWith(ending));
    const sorted = await super.sort(files);
    return [...sorted.filter(waits), ...sorted.filter((file) => !waits(file))];
  }
}

export default defineConfig({
  test: {
    reporters: ["default"],
    sequence: { sequencer: WaitingFirst },
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
          // A first start builds the web, here while other things run.
          testTimeout: 420_000,
          hookTimeout: 180_000,
        },
      })),
    ],
  },
});
