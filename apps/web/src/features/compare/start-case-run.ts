import type { Run } from "@slipway/schemas/runs/run";
import { retryUnanswered } from "#features/conversation/index.ts";
import { ApiError } from "#lib/api-error.ts";
import type { CaseCell } from "./plan-cells.ts";
import { startPaneRun } from "./start-pane-run.ts";

/** Starts a case's run; where there is no room now, as soon as there is. Throws what refused it, or why it was given up. */
export async function startCaseRun(appId: string, cell: CaseCell, signal: AbortSignal): Promise<Run> {
  const { id, batch, testCase, pane, letter } = cell;
  const post = () =>
    startPaneRun({
      appId,
      pane,
      input: testCase.input,
      sessionId: null,
      clientMessageId: id,
      metadata: { comparison: batch, testCase: testCase.id, pane: letter },
    });
  for (;;) {
    try {
      return await retryUnanswered(post, { onRetrying: () => undefined });
    } catch (error) {
      const seconds = error instanceof ApiError ? error.retryAfterSeconds : null;
      if (seconds === null) throw error;
      await later(seconds * 1000, signal);
    }
  }
}

function later(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, delayMs);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new Error("Stopped before it was started."));
    });
  });
}
