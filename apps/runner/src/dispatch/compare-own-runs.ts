import type { OwnRun } from "@slipway/db/runs/list-own-runs";

/** The attempt of each run that is at work in this process. */
export type AtWork = ReadonlyMap<string, { readonly attempt: number }>;

export type OwnRunsCompared = {
  /** At work here, and somebody wants them to stop. */
  readonly toCancel: readonly string[];
  /** At work here, and not ours any more in the database. */
  readonly lost: readonly string[];
  /** Ours in the database, and not at work here: the answer to their claim was lost. */
  readonly unknown: readonly OwnRun[];
};

/** Compares what was at work here before the database was asked with what the database then said. */
export function compareOwnRuns(atWork: AtWork, own: readonly OwnRun[]): OwnRunsCompared {
  const listed = new Map(own.map((run) => [run.runId, run.attempt]));
  const isHere = ({ runId, attempt }: OwnRun) => atWork.get(runId)?.attempt === attempt;
  return {
    toCancel: own.filter((run) => run.cancelRequested && isHere(run)).map((run) => run.runId),
    lost: [...atWork].filter(([runId, { attempt }]) => listed.get(runId) !== attempt).map(([runId]) => runId),
    unknown: own.filter((run) => !isHere(run)),
  };
}
