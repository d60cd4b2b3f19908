import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import type { Stage, StageResult } from "#check/stage.ts";

export type RunStages = {
  readonly env: NodeJS.ProcessEnv;
  /** The directory of the logs. Emptied. */
  readonly logs: string;
  readonly say: (text: string) => void;
};

export type Totals = { readonly passed: number; readonly failed: number };

const shownLines = 240;

/** Runs one stage after the other, also after a failure, and shows the output of those that failed. */
export async function runStages(stages: readonly Stage[], { env, logs, say }: RunStages): Promise<Totals> {
  rmSync(logs, { recursive: true, force: true });
  let [passed, failed] = [0, 0];
  const failedStages = new Set<string>();
  for (const stage of stages) {
    const startedAt = Date.now();
    const logFile = path.join(logs, `${stage.name}.log`);
    const scratch = path.join(logs, stage.name);
    mkdirSync(scratch, { recursive: true });
    say(`  … ${stage.name}: ${stage.promise}`);
    const result = await runOne(stage, { failedStages, context: { env, logFile, scratch } });
    passed += result.passed;
    failed += result.failed;
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    const count = `${result.passed} passed, ${result.failed} failed`;
    if (result.failed === 0) {
      say(`  ✓ ${stage.name} (${count}, ${seconds} s)`);
      continue;
    }
    failedStages.add(stage.name);
    const lines = result.output.trimEnd().split("\n");
    if (lines.length > shownLines) say(`    (the last ${shownLines} of ${lines.length} lines)`);
    say(lines.slice(-shownLines).join("\n"));
    say(`  ✗ ${stage.name} (${count}, ${seconds} s): ${logFile}`);
  }
  return { passed, failed };
}

type Circumstances = {
  readonly failedStages: ReadonlySet<string>;
  readonly context: Parameters<Stage["run"]>[0];
};

async function runOne(stage: Stage, { failedStages, context }: Circumstances): Promise<StageResult> {
  const missing = stage.needs?.find((name) => failedStages.has(name));
  if (missing) return { passed: 0, failed: 1, output: `Not run, because ${missing} failed.` };
  try {
    return await stage.run(context);
  } catch (error) {
    return {
      passed: 0,
      failed: 1,
      output: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}
