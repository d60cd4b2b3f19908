"use client";
import { Run } from "@slipway/schemas/runs/run";
import { toast } from "sonner";
import type { SessionStore } from "#features/live/index.ts";
import { api } from "#lib/api-client.ts";
import type { PendingMessage } from "./plan-outgoing.ts";
import type { QueueActions } from "./queue-actions.ts";

type UseRunActions = {
  readonly store: SessionStore;
  /** The run at work, while it can be told something. */
  readonly steerable: Run | undefined;
  /** Puts words that were not taken back into the box. */
  readonly onGiveBack: (text: string) => void;
};

/** What a person can do to the runs of a session. What is refused is said, and no words are lost over it. */
export function useRunActions({ store, steerable, onGiveBack }: UseRunActions) {
  async function tell(title: string, call: () => Promise<Run>): Promise<boolean> {
    try {
      store.putRun(await call());
      return true;
    } catch (error) {
      toast.error(title, {
        description: error instanceof Error ? error.message : "Try again in a moment.",
      });
      return false;
    }
  }
  const cancel = (runId: string) =>
    tell("The run could not be stopped", () => api.post(`/runs/${runId}/cancel`, { schema: Run }));

  const onRun = async (message: PendingMessage, act: (run: Run) => Promise<unknown>) => {
    if (message.run) await act(message.run);
  };
  const queue: QueueActions = {
    remove: (message) => onRun(message, (run) => cancel(run.id)),
    edit: (message, text) =>
      onRun(message, async (run) => {
        const isEdited = await tell("The message was not changed", () =>
          api.patch(`/runs/${run.id}`, { schema: Run, body: { input: { ...run.input, message: text } } }),
        );
        if (!isEdited) onGiveBack(text);
      }),
    move: (message, to) =>
      onRun(message, async (run) => {
        const position = to.run?.queuePosition;
        const place = { schema: Run, body: { position } };
        await tell("The message was not moved", () => api.patch(`/runs/${run.id}`, place));
        // Places of waiting steers are not told by the log.
        if (message.isSteer) await store.readRuns();
      }),
    sendNow:
      steerable &&
      ((message) =>
        onRun(message, async (run) => {
          const body = { queuedRunId: run.id };
          await tell("The message stays in the queue", () =>
            api.post(`/runs/${steerable.id}/steer`, { schema: Run, body }),
          );
          await store.readRuns();
        })),
  };
  return {
    cancel,
    queue,
    /** Answers the last run's message anew, or goes on from one of its steps. */
    retry: (runId: string, checkpointId?: string) =>
      tell("The message was not answered anew", () =>
        api.post(`/runs/${runId}/retry`, {
          schema: Run,
          headers: { prefer: "respond-async" },
          body: checkpointId === undefined ? {} : { checkpointId },
        }),
      ),
  };
}
