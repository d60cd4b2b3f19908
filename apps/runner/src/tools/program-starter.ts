import type { RunningProgram, SandboxedProgram } from "#sandbox/sandbox.ts";

/** Starts a program in the session's workspace. Throws when the toolbox is closed. */
export type StartProgram = (
  program: Pick<SandboxedProgram, "argv" | "input" | "errors" | "limits"> & {
    /** Whether it may use the network that the configuration allows. */
    readonly network: boolean;
  },
) => RunningProgram;
