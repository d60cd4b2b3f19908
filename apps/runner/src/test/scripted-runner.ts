/**
 * A runner like any other, but for the tools of its agents: they are scripted, and leave a line for each effect in
 * the file that is its argument. With `killAt: n` in a run's metadata it kills itself at the nth moment
 * between two steps of that run.
 */
import { listen } from "@slipway/db/events/listen";
import { compose } from "#compose.ts";
import { readEnv, silenceLibraries } from "#env.ts";
import type { EventWriter } from "#events/event-writer.ts";
import type { RunLog } from "#events/run-log.ts";
import { createScriptedTools } from "#test/scripted-tools.ts";
import { createSubmitResultTool } from "#tools/submit-result-tool.ts";

const [effects = ""] = process.argv.slice(2);
let killAt = 0;
let moments = 0;

function reach(): void {
  moments += 1;
  if (moments === killAt) process.kill(process.pid, "SIGKILL");
}

/** Between what is said and what is stored, and right after it is stored. */
function watched(writer: EventWriter): EventWriter {
  const interesting = new Set(["turn.finished", "tool.started", "tool.finished"]);
  const watchedLog = (log: RunLog): RunLog => {
    const stored = () => {
      reach();
      void log.flush().then(reach);
    };
    return {
      ...log,
      append: (...events) => {
        log.append(...events);
        if (events.some(({ type }) => interesting.has(type))) stored();
      },
      saveCheckpoint: (checkpoint) => {
        log.saveCheckpoint(checkpoint);
        stored();
      },
    };
  };
  return { open: (input) => watchedLog(writer.open(input)) };
}

silenceLibraries();
const env = readEnv();
const runner = compose(env, {
  sandbox: { kind: "missing", reason: "the tools are scripted", advice: "" },
  adapt: (deps) => ({
    ...deps,
    tracer: {
      ...deps.tracer,
      start: (claimed) => {
        moments = 0;
        // What is left of a run that another runner had begun is gone on with in peace.
        killAt = claimed.row.attempt === 1 ? Number(claimed.row.metadata.killAt ?? 0) : 0;
        return deps.tracer.start(claimed);
      },
    },
    writer: watched(deps.writer),
    openToolkit: ({ config: { outputSchema } }) =>
      Promise.resolve({
        toolbox: {
          tools: [
            ...createScriptedTools(effects, { reach }),
            ...(outputSchema ? [createSubmitResultTool(outputSchema)] : []),
          ],
          close: () => Promise.resolve(),
        },
        snapshots: null,
        warnings: [],
      }),
  }),
});
const { dispatcher, heartbeat, sweeper, logger } = runner;
const listener = listen({
  url: env.databaseUrl,
  channels: ["queue", "cancel"],
  applicationName: "scripted-runner",
  onLine: (channel, line) => (channel === "cancel" ? dispatcher.cancel(line) : dispatcher.hear(line)),
  onReconnect: () => dispatcher.wake(),
  onError: (error) => logger.warn({ err: error }, "The connection that listens was lost"),
});
await Promise.all([listener.listening, heartbeat.start()]);
dispatcher.start();
sweeper.start();
logger.info("Ready");
