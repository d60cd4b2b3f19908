import { installHostPrograms, sandboxPrograms } from "#host-programs/install-host-programs.ts";
import type { UpEnv } from "#up/env.ts";
import type { Progress } from "#up/progress.ts";

/** Brings what tools need to work inside a sandbox. Without it Slipway starts and refuses tools that execute. */
export async function prepareHost({ all }: UpEnv, progress: Progress): Promise<void> {
  if (process.platform !== "linux") return;
  const result = await installHostPrograms(sandboxPrograms, {
    env: all,
    onInstall: (packages) => progress.say(`  Installing ${packages.join(", ")} for the sandbox, with apt`),
  });
  if (result.kind !== "missing") return;
  progress.say(
    `  Tools that execute are refused until ${result.packages.join(", ")} are installed (${result.reason}): sudo apt-get install ${result.packages.join(" ")}`,
  );
}
