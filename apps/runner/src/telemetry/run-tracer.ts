import type { RunTracer } from "#telemetry/run-trace.ts";

export function createRunTracer(): RunTracer {
  return {
    start: () => ({ turnStarted: () => undefined, turnFinished: () => undefined, end: () => undefined }),
  };
}
