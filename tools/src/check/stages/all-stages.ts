import type { Stage } from "#check/stage.ts";
import { browserStage } from "#check/stages/browser-stage.ts";
import { commandStage } from "#check/stages/command-stage.ts";
import { schemaStage } from "#check/stages/schema-stage.ts";
import { vitestStage } from "#check/stages/vitest-stage.ts";
import { withHostPrograms } from "#check/stages/with-host-programs.ts";
import { sandboxPrograms } from "#host-programs/install-host-programs.ts";

/** In the order in which they run, what is quick and often wrong first; some run beside the one before them. */
export const allStages: readonly Stage[] = [
  commandStage({
    name: "lint",
    promise: "the code is formatted and keeps the rules",
    program: "biome",
    args: ["check", "--error-on-warnings", "--max-diagnostics=50", "."],
  }),
  commandStage({
    name: "generate",
    promise: "the database client follows from the schema",
    program: "turbo",
    args: ["run", "generate", "--output-logs=errors-only"],
  }),
  commandStage({
    name: "typecheck",
    promise: "the types fit",
    needs: ["generate"],
    program: "turbo",
    args: ["run", "typecheck", "typecheck:root", "--continue=always", "--output-logs=errors-only"],
  }),
  commandStage({
    name: "boundaries",
    promise: "imports point the right way",
    program: "depcruise",
    args: ["--config", ".dependency-cruiser.mjs", "apps", "packages", "tools", "bench"],
  }),
  commandStage({
    name: "dead-code",
    promise: "everything is used",
    needs: ["generate"],
    beside: "boundaries",
    program: "knip",
    args: ["--treat-config-hints-as-errors"],
  }),
  schemaStage,
  withHostPrograms(
    sandboxPrograms,
    vitestStage({
      name: "unit",
      promise: "each part does what it says",
      needs: ["generate"],
      project: "unit",
    }),
  ),
  withHostPrograms(
    sandboxPrograms,
    vitestStage({
      name: "integration",
      promise: "the parts work with a real database",
      needs: ["generate"],
      project: "integration",
    }),
  ),
  commandStage({
    name: "build",
    promise: "the web builds",
    needs: ["generate"],
    program: "turbo",
    args: ["run", "build", "--output-logs=new-only"],
    // On a CI service Next warns that it finds no cache of its own; turbo's is the one that is used.
    hidden: ["CI"],
  }),
  browserStage,
  commandStage({
    name: "faults",
    promise: "nothing is lost when web, runner and database are killed",
    needs: ["build"],
    program: "node",
    args: ["bench/src/chaos/main.ts", "--seconds", "30", "--sessions", "12", "--runners", "2"],
  }),
  vitestStage({
    name: "start",
    promise: "a fresh clone starts and stops",
    needs: ["build"],
    // It mostly waits: for what it has started, and for what it has stopped.
    beside: "faults",
    project: "start",
  }),
  vitestStage({
    name: "cluster",
    promise: "several webs and runners share a database",
    needs: ["build"],
    project: "cluster",
  }),
];
