import path from "node:path";
import { findWarnings } from "#check/find-warnings.ts";
import { runLogged } from "#check/run-logged.ts";
import type { Stage } from "#check/stage.ts";
import { repositoryRoot } from "#repository-root.ts";

export type CommandStage = Pick<Stage, "name" | "promise" | "needs" | "beside"> & {
  /** A program of the repository's dependencies. */
  readonly program: string;
  readonly args: readonly string[];
  /** Variables that the program is not to see. */
  readonly hidden?: readonly string[];
};

/** A stage that is one command: it passes when the command succeeds and warns of nothing. */
export function commandStage({ program, args, hidden = [], ...stage }: CommandStage): Stage {
  return {
    ...stage,
    run: async ({ env, logFile }) => {
      const file = path.join(repositoryRoot, "node_modules/.bin", program);
      const seen = Object.fromEntries(Object.entries(env).filter(([name]) => !hidden.includes(name)));
      const { exitCode, output } = await runLogged({ file, args, env: seen, logFile });
      const warnings = findWarnings(output);
      if (exitCode === 0 && warnings.length === 0) return { passed: 1, failed: 0, output };
      return { passed: 0, failed: 1, output: exitCode === 0 ? warnings.join("\n") : output };
    },
  };
}
