import { realpathSync } from "node:fs";
import path from "node:path";
import { nodeMount } from "#sandbox/bubblewrap/host-view.ts";
import { defaultLimits } from "#sandbox/default-limits.ts";
import type { ReadOnlyMount, RunningProgram, Sandbox } from "#sandbox/sandbox.ts";
import type { FileProgram } from "#tools/files/prepare-file-program.ts";
import type { StartProgram } from "#tools/program-starter.ts";

/** A helper lives as long as it is used, not as long as a command may. */
const limits = { ...defaultLimits, timeMs: 24 * 60 * 60 * 1000 };

export type FilePlace = {
  readonly sandbox: Sandbox;
  readonly program: FileProgram;
  readonly workspace: ReadOnlyMount;
  readonly skills: ReadOnlyMount;
};

/** Starts the file tools' program. It has no network, whatever commands have. */
export function startFileProgram(start: StartProgram, place: FilePlace): RunningProgram {
  const { sandbox, program } = place;
  const node = sandbox.pathInside({ source: realpathSync(process.execPath), target: nodeMount });
  const folder = sandbox.pathInside(fileProgramMount(program));
  return start({
    argv: [
      ...([node, "--max-old-space-size=256", path.join(folder, program.main)] as const),
      sandbox.pathInside(place.workspace),
      sandbox.pathInside(place.skills),
    ],
    input: "open",
    errors: "apart",
    network: false,
    readOnly: [fileProgramMount(program)],
    limits,
  });
}

function fileProgramMount({ folder }: FileProgram): ReadOnlyMount {
  return { source: folder, target: "/opt/slipway/files" };
}
