import type { PendingMessage } from "./plan-outgoing.ts";

/** What a person can do to messages that wait. */
export type QueueActions = {
  /** Takes a message back before it starts. Resolves once that is certain. */
  readonly remove: (message: PendingMessage) => Promise<void>;
  readonly edit: (message: PendingMessage, text: string) => Promise<void>;
  /** Gives it the place of another one. */
  readonly move: (message: PendingMessage, to: PendingMessage) => Promise<void>;
  /** Says it into the run that works; left out while none can be told anything. */
  readonly sendNow: ((message: PendingMessage) => Promise<void>) | undefined;
};
