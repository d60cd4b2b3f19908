import path from "node:path";
import { repositoryRoot } from "@slipway/tools/repository-root";
import { chooseScenarios } from "#choose-scenarios.ts";
import { readEnv } from "#env.ts";
import { openBench } from "#open-bench.ts";
import { describeConditions } from "#report/describe-conditions.ts";
import { formatSection } from "#report/format-section.ts";
import { isGood, type Report, type Section } from "#report/report.ts";
import { saveReport } from "#report/save-report.ts";
import type { Bench, Scenario } from "#scenario.ts";

/* `pnpm run bench [--repeats n] [scenario]...`: measures, prints, keeps the figures. Fails when a budget does not hold. */
const { scenarios, repeats } = chooseScenarios(process.argv.slice(2));
const conditions = describeConditions();
const sections: Section[] = [];
const stack = new AsyncDisposableStack();

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    const exit = () => process.exit(130);
    stack.disposeAsync().then(exit, exit);
  });
}

try {
  const say = (text: string) => console.error(`    ${text}`);
  const bench = await openBench({ env: readEnv(), repeats, say, stack });
  for (const scenario of scenarios) {
    if (stack.disposed) break;
    console.error(`  ${scenario.name}`);
    const section = await measure(scenario, bench);
    sections.push(section);
    console.log(formatSection(section));
  }
} finally {
  if (!stack.disposed) {
    await stack.disposeAsync();
    conclude({ ...conditions, repeats, sections });
  }
}

function conclude(report: Report): void {
  const file = saveReport(path.join(repositoryRoot, ".slipway-bench"), report);
  const bad = report.sections.filter((section) => !isGood(section)).map(({ name }) => name);
  const verdict = bad.length === 0 ? "all budgets hold" : `over budget or failed: ${bad.join(", ")}`;
  console.log(`${path.relative(process.cwd(), file)}: ${verdict}`);
  process.exitCode = bad.length === 0 ? 0 : 1;
}

/** A scenario that fails is part of the report; the others still run. */
async function measure({ name, title, run }: Scenario, bench: Bench): Promise<Section> {
  try {
    return { name, title, outcome: { figures: await run(bench) } };
  } catch (error) {
    return { name, title, outcome: { failure: error instanceof Error ? error.message : String(error) } };
  }
}
