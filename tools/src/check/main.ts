import { writeFileSync } from "node:fs";
import path from "node:path";
import { stageEnv } from "#check/env.ts";
import { runStages } from "#check/run-stages.ts";
import { allStages } from "#check/stages/all-stages.ts";
import { repositoryRoot } from "#repository-root.ts";

/* `npm test`, and `pnpm run check lint unit` for some of it. The last line tells how many checks passed and failed. */
const names = process.argv.slice(2);
const unknown = names.filter((name) => !allStages.some((stage) => stage.name === name));
if (unknown.length > 0) {
  console.error(`There is no stage ${unknown.join(", ")}: ${allStages.map(({ name }) => name).join(", ")}.`);
  process.exit(2);
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

const stages = names.length === 0 ? allStages : allStages.filter(({ name }) => names.includes(name));
const logs = path.join(repositoryRoot, ".slipway-check");
const { passed, failed } = await runStages(stages, {
  env: stageEnv(),
  logs,
  say: (text) => console.log(text),
});
const totals = `${passed} passed, ${failed} failed`;
writeFileSync(path.join(logs, "totals"), `${totals}\n`);
console.log(totals);
process.exitCode = failed === 0 ? 0 : 1;
