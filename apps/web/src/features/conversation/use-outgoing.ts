"use client";
import { newId } from "@slipway/schemas/ids";
import type { Run } from "@slipway/schemas/runs/run";
import { useState } from "react";
import { ApiError, networkError } from "#lib/api-error.ts";
import type { Outgoing } from "./plan-outgoing.ts";
import { retryUnanswered } from "./retry-unanswered.ts";

type Send = (message: { text: string; clientMessageId: string; sessionId: string | null }) => Promise<Run>;

type UseOutgoing = {
  /** Posts one message. Called again with the same values when no answer came. */
  readonly post: Send;
  readonly onAccepted: (run: Run) => void;
  /** The message is not stored: its text belongs back into the box. */
  readonly onRefused: (text: string) => void;
};

/** Messages on their way, and why the last one was refused. */
export function useOutgoing({ post, onAccepted, onRefused }: UseOutgoing) {
  const [outgoing, setOutgoing] = useState<readonly Outgoing[]>([]);
  const [refusal, setRefusal] = useState<ApiError | null>(null);

  async function send(text: string, sessionId: string | null): Promise<void> {
    const clientMessageId = newId("request");
    setRefusal(null);
    setOutgoing((list) => [
      ...list,
      { clientMessageId, text, sessionId, sentAt: new Date().toISOString(), isRetrying: false },
    ]);
    try {
      const run = await retryUnanswered(() => post({ text, clientMessageId, sessionId }), {
        onRetrying: () =>
          setOutgoing((list) =>
            list.map((each) =>
              each.clientMessageId === clientMessageId ? { ...each, isRetrying: true } : each,
            ),
          ),
      });
      onAccepted(run);
    } catch (error) {
      setRefusal(error instanceof ApiError ? error : networkError(error));
      onRefused(text);
    } finally {
      setOutgoing((list) => list.filter((each) => each.clientMessageId !== clientMessageId));
    }
  }
  return { outgoing, refusal, dismissRefusal: () => setRefusal(null), send };
}
