import type { Readable, Writable } from "node:stream";

export type ProgramLimits = {
  readonly timeMs: number;
  /** For all processes together. */
  readonly memoryBytes: number;
  /** Processes and threads together. */
  readonly processes: number;
  readonly fileBytes: number;
  readonly openFiles: number;
};

/** A file or folder of the host that a program may read. */
export type ReadOnlyMount = { readonly source: string; readonly target: string };

export type SandboxedProgram = {
  /** The program by its absolute path, and its arguments. */
  readonly argv: readonly [string, ...string[]];
  /** A folder of the host: the only one that it may change, and where it starts. */
  readonly workspace: string;
  readonly readOnly: readonly ReadOnlyMount[];
  /** A Unix socket of the host with an HTTP proxy behind it: the only way out. Null: no network. */
  readonly proxySocket: string | null;
  /** `open`: the caller writes to `input` and ends it. */
  readonly input: "none" | "open";
  /** `merged`: what goes to standard error comes with the output, in the order in which it was written. */
  readonly errors: "merged" | "apart";
  readonly limits: ProgramLimits;
};

export type ProgramEnd =
  /**
   * `code` as a shell gives it: 128 and the signal's number for a program that died of one. `errors`: the last of what
   * it wrote to standard error, if that was kept apart.
   */
  | { readonly kind: "exited"; readonly code: number; readonly errors: string }
  | { readonly kind: "stopped"; readonly cause: "asked" | "time" | "memory" }
  | { readonly kind: "not_started"; readonly reason: string };

export type RunningProgram = {
  readonly input: Writable | null;
  /** Has to be read: a program that nobody listens to stands still. */
  readonly output: Readable;
  /** Resolves when no process of the program is left, whatever it started. Never rejects. */
  readonly end: Promise<ProgramEnd>;
  /** Kills all of it at once. */
  stop(): void;
};

/** Runs programs that nobody trusts. */
export type Sandbox = {
  /** False: the programs are kept apart from nothing. Someone asked for it. */
  readonly isConfined: boolean;
  /** The user and group that a workspace and all in it must belong to. Null: the runner's own. */
  readonly owner: number | null;
  /** The path by which a program finds something of the host that it was given. */
  pathInside(mount: ReadOnlyMount): string;
  /** Why a program cannot be given a proxy. Null: it can. */
  readonly noProxyReason: string | null;
  start(program: SandboxedProgram): RunningProgram;
};
