import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { findWarnings } from "#check/find-warnings.ts";
import { runLogged } from "#check/run-logged.ts";
import type { Stage } from "#check/stage.ts";
import { repositoryRoot } from "#repository-root.ts";

/** What we use of vitest's JSON report. */
type Report = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly success: boolean;
};

/** All tests of one project of vitest.config.ts. A test that is skipped counts as failed: it proves nothing. */
export function vitestStage({
  project,
  ...stage
}: Pick<Stage, "name" | "promise" | "needs" | "beside"> & { project: string }): Stage {
  return {
    ...stage,
    run: async ({ env, logFile, scratch }) => {
      const reportFile = path.join(scratch, "report.json");
      const { exitCode, output } = await runLogged({
        file: path.join(repositoryRoot, "node_modules/.bin/vitest"),
        args: [
          "run",
          "--project",
          project,
          "--reporter=default",
          "--reporter=json",
          `--outputFile.json=${reportFile}`,
        ],
        env,
        logFile,
      });
      if (!existsSync(reportFile)) return { passed: 0, failed: 1, output };
      const report: Report = JSON.parse(readFileSync(reportFile, "utf8"));
      const warnings = findWarnings(output);
      const failed = report.numFailedTests + report.numPendingTests + warnings.length;
      const unexplained = exitCode !== 0 && failed === 0 ? 1 : 0;
      return {
        passed: report.numPassedTests,
        failed: failed + unexplained,
        output: warnings.length > 0 ? `${output}\nWarnings:\n${warnings.join("\n")}` : output,
      };
    },
  };
}
