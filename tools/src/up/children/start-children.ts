import { readFileSync } from "node:fs";
import { StartError } from "#start-error.ts";
import type { ProcessRecord } from "#up/children/process-record.ts";
import { type ChildCommand, type SupervisedChild, superviseChild } from "#up/children/supervise-child.ts";
import type { Progress } from "#up/progress.ts";

export type Children = {
  readonly all: readonly SupervisedChild[];
  /** Rejects with a StartError when a child cannot stay up. Of use until everything is ready. */
  readonly failed: Promise<never>;
};

/** Longer than the runner's own: it hands over what it works on within 30 s. */
const graceMs = 35_000;
const hopelessAfter = 3;

/** Starts all at once: each waits by itself for what it needs of the other. */
export function startChildren(
  commands: readonly ChildCommand[],
  { record, progress }: { record: ProcessRecord; progress: Progress },
): Children {
  const { promise: failed, reject } = Promise.withResolvers<never>();
  // Once everything is ready nobody waits for this any more: a crash is then only said and put right.
  failed.catch(() => undefined);
  const all = commands.map((command) =>
    superviseChild(command, {
      firstDelayMs: 500,
      maxDelayMs: 30_000,
      steadyMs: 60_000,
      graceMs,
      onStart: (pid) => record.note(command.name, pid),
      onCrash: ({ reason, restartInMs, count }) => {
        record.note(command.name, undefined);
        progress.say(
          `  ! ${command.name} ended (${reason}): starting it again in ${restartInMs / 1000} s. ${command.logFile} says why.`,
        );
        if (count >= hopelessAfter) reject(new StartError(hopeless(command, reason)));
      },
    }),
  );
  return { all, failed };
}

function hopeless({ name, logFile }: ChildCommand, reason: string): string {
  const lines = readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-15).join("\n");
  return `The ${name} does not stay up (${reason}). The end of its log, ${logFile}:\n${lines}`;
}
