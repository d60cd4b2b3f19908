"use client";
import { newId } from "@slipway/schemas/ids";
import type { Run } from "@slipway/schemas/runs/run";
import { useRef, useState } from "react";
import { ApiError, networkError } from "#lib/api-error.ts";
import type { Outgoing } from "./plan-outgoing.ts";
import { retryUnanswered } from "./retry-unanswered.ts";

type OutgoingMessage = {
  readonly text: string;
  readonly clientMessageId: string;
  /** The conversation that it was typed in. */
  readonly place: string;
  /** Null: it begins a session, or goes into the one that an earlier message of its place began. */
  readonly sessionId: string | null;
  /** The run at work that it is meant for; null waits for its end. */
  readonly steers: string | null;
  /** What its run says about where it comes from. */
  readonly metadata?: Readonly<Record<string, unknown>>;
};

type Message = Omit<OutgoingMessage, "clientMessageId">;

type UseOutgoing<Prepared> = {
  /** What has to be there before the message can be sent. Called once for each message: it may not be repeatable. */
  readonly prepare: () => Promise<Prepared>;
  /** Posts one message. Called again with the same values when no answer came. */
  readonly post: (message: OutgoingMessage, prepared: Prepared) => Promise<Run>;
  readonly onAccepted: (run: Run, message: OutgoingMessage) => Promise<void> | void;
  /** The message is not stored: its text belongs back into the box. */
  readonly onRefused: (text: string) => void;
};

/** Messages on their way, and why the last one was refused. */
export function useOutgoing<Prepared>({ prepare, post, onAccepted, onRefused }: UseOutgoing<Prepared>) {
  const [outgoing, setOutgoing] = useState<readonly Outgoing[]>([]);
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const line = useRef<Promise<unknown>>(Promise.resolve());

  /** One after the other: two requests at once may arrive in the other order, and what was typed first goes first. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = line.current.then(work);
    line.current = done.catch(() => undefined);
    return done;
  }

  async function send({ text, place, sessionId, steers, metadata = {} }: Message): Promise<void> {
    const message = { text, clientMessageId: newId("request"), place, sessionId, steers, metadata };
    const sentAt = new Date().toISOString();
    setRefusal(null);
    setOutgoing((list) => [...list, { ...message, sentAt, isRetrying: false }]);
    try {
      const prepared = await prepare();
      const run = await inTurn(() =>
        retryUnanswered(() => post(message, prepared), {
          onRetrying: () =>
            setOutgoing((list) => list.map((each) => markRetrying(each, message.clientMessageId))),
        }),
      );
      await onAccepted(run, message);
    } catch (error) {
      setRefusal(error instanceof ApiError ? error : networkError(error));
      onRefused(text);
    } finally {
      setOutgoing((list) => list.filter((each) => each.clientMessageId !== message.clientMessageId));
    }
  }
  return { outgoing, refusal, dismissRefusal: () => setRefusal(null), send };
}

function markRetrying(message: Outgoing, clientMessageId: string): Outgoing {
  return message.clientMessageId === clientMessageId ? { ...message, isRetrying: true } : message;
}
