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

/** Runs the stages in their order, also after a failure, and shows the output of those that failed. */
export async function runStages(stages: readonly Stage[], { env, logs, say }: RunStages): Promise<Totals> {
  rmSync(logs, { recursive: true, force: true });
  const totals = { passed: 0, failed: 0 };
  const failedStages = new Set<string>();
  for (const together of sideBySide(stages)) {
    const alreadyFailed = new Set(failedStages);
    await Promise.all(
      together.map(async (stage) => {
        const { passed, failed } = await runAndTell(stage, { env, logs, say, failedStages: alreadyFailed });
        totals.passed += passed;
        totals.failed += failed;
        if (failed > 0) failedStages.add(stage.name);
      }),
    );
  }
  return totals;
}

/** Each stage alone, or with those behind it that run beside it. */
function sideBySide(stages: readonly Stage[]): readonly (readonly Stage[])[] {
  const groups: Stage[][] = [];
  for (const stage of stages) {
    const last = groups.at(-1);
    if (last?.some(({ name }) => name === stage.beside)) last.push(stage);
    else groups.push([stage]);
  }
  return groups;
}

type RunAndTell = RunStages & { readonly failedStages: ReadonlySet<string> };

/** What a stage says at its end is said in one go, so that the stage beside it does not come in between. */
async function runAndTell(stage: Stage, { env, logs, say, failedStages }: RunAndTell): Promise<StageResult> {
  const startedAt = Date.now();
  const logFile = path.join(logs, `${stage.name}.log`);
  const scratch = path.join(logs, stage.name);
  mkdirSync(scratch, { recursive: true });
  say(`  … ${stage.name}: ${stage.promise}`);
  const result = await runOne(stage, { failedStages, context: { env, logFile, scratch } });
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  const count = `${result.passed} passed, ${result.failed} failed, ${seconds} s`;
  if (result.failed === 0) {
    say(`  ✓ ${stage.name} (${count})`);
    return result;
  }
  const lines = result.output.trimEnd().split("\n");
  if (lines.length > shownLines) say(`    (the last ${shownLines} of ${lines.length} lines)`);
  say(lines.slice(-shownLines).join("\n"));
  say(`  ✗ ${stage.name} (${count}): ${logFile}`);
  return result;
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
