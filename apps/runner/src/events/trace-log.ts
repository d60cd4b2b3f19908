import type { RunTrace } from "@slipway/tracing/run-spans/run-trace";
import type { RunLog } from "#events/run-log.ts";

/** Shows the trace everything that is written to the log, so that the two cannot disagree. */
export function traceLog(log: RunLog, trace: Pick<RunTrace, "saw">, now: () => Date): RunLog {
  return {
    ...log,
    begin: (...events) => {
      for (const event of events) trace.saw(event, now());
      log.begin(...events);
    },
    append: (...events) => {
      for (const event of events) trace.saw(event, now());
      log.append(...events);
    },
    saveCheckpoint: (checkpoint) => {
      const { id: checkpointId, step } = checkpoint;
      trace.saw({ type: "checkpoint.saved", checkpointId, step }, now());
      log.saveCheckpoint(checkpoint);
    },
  };
}
