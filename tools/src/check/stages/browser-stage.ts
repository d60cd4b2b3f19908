import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { runLogged } from "#check/run-logged.ts";
import { withHostPrograms } from "#check/stages/with-host-programs.ts";
import { browserPrograms, sandboxPrograms } from "#host-programs/install-host-programs.ts";
import { repositoryRoot } from "#repository-root.ts";

/** What we use of Playwright's JSON report. */
type Report = {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
};

/** The end-to-end tests in Chromium. A test that only passes at the second try counts as failed. */
export const browserStage = withHostPrograms([...browserPrograms, ...sandboxPrograms], {
  name: "e2e",
  promise: "people can do it in a browser",
  needs: ["build"],
  run: async ({ env, logFile, scratch }) => {
    const reportFile = path.join(scratch, "report.json");
    const web = path.join(repositoryRoot, "apps/web");
    const { output } = await runLogged({
      file: path.join(web, "node_modules/.bin/playwright"),
      args: ["test", "--config", path.join(web, "playwright.config.ts"), "--reporter=list,json"],
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: reportFile },
      logFile,
    });
    if (!existsSync(reportFile)) return { passed: 0, failed: 1, output };
    const { stats }: Report = JSON.parse(readFileSync(reportFile, "utf8"));
    const failed = stats.unexpected + stats.flaky + stats.skipped;
    return { passed: stats.expected, failed: stats.expected + failed === 0 ? 1 : failed, output };
  },
});
