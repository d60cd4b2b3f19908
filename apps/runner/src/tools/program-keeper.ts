import type { ReadOnlyMount, RunningProgram, Sandbox } from "#sandbox/sandbox.ts";
import type { StartProgram } from "#tools/program-starter.ts";

export type ProgramKeeper = {
  readonly start: StartProgram;
  /** Kills what runs and resolves when nothing is left. Nothing can be started any more. */
  close(): Promise<void>;
};

export type KeptPlace = {
  readonly workspace: string;
  readonly readOnly: readonly ReadOnlyMount[];
  readonly proxySocket: string | null;
};

/** Starts programs in one workspace and knows which of them still run. */
export function createProgramKeeper(sandbox: Sandbox, place: KeptPlace): ProgramKeeper {
  const running = new Set<RunningProgram>();
  let isClosed = false;
  return {
    start: ({ network, readOnly = [], ...program }) => {
      if (isClosed) throw new Error("The run is over: no tool can be started.");
      const started = sandbox.start({
        ...program,
        workspace: place.workspace,
        readOnly: [...place.readOnly, ...readOnly],
        proxySocket: network ? place.proxySocket : null,
      });
      running.add(started);
      void started.end.then(() => running.delete(started));
      return started;
    },
    close: async () => {
      isClosed = true;
      for (const program of running) program.stop();
      await Promise.all([...running].map((program) => program.end));
    },
  };
}
