import type { ReadOnlyMount, RunningProgram, SandboxedProgram } from "#sandbox/sandbox.ts";

/** Starts a program in the session's workspace. Throws when the toolbox is closed. */
export type StartProgram = (
  program: Pick<SandboxedProgram, "argv" | "input" | "errors" | "limits"> & {
    /** What it sees besides what all programs of the toolbox see. */
    readonly readOnly?: readonly ReadOnlyMount[];
    /** Whether it may use the network that the configuration allows. */
    readonly network: boolean;
  },
) => RunningProgram;
