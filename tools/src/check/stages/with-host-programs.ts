import { appendFileSync } from "node:fs";
import type { Stage } from "#check/stage.ts";
import { type HostProgram, installHostPrograms } from "#host-programs/install-host-programs.ts";

/** A stage that needs programs of the host: installs what is missing, or fails saying what to install. */
export function withHostPrograms(programs: readonly HostProgram[], stage: Stage): Stage {
  return {
    ...stage,
    run: async (context) => {
      const host = await installHostPrograms(programs, {
        env: context.env,
        onInstall: (packages) =>
          appendFileSync(context.logFile, `Installing ${packages.join(", ")} with apt\n`),
      });
      if (host.kind !== "missing") return await stage.run(context);
      const names = host.packages.join(" ");
      const output = `Missing: ${names} (${host.reason}). Install: sudo apt-get install ${names}`;
      return { passed: 0, failed: 1, output };
    },
  };
}
