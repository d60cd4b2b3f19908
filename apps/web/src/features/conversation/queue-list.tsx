"use client";
import type { PendingMessage } from "./plan-outgoing.ts";
import type { QueueActions } from "./queue-actions.ts";
import { QueuedMessage } from "./queued-message.tsx";

type QueueListProps = { readonly messages: readonly PendingMessage[]; readonly actions: QueueActions };

/** What waits for the run that works, in the order in which it will go. */
export function QueueList({ messages, actions }: QueueListProps) {
  if (messages.length === 0) return null;
  return (
    <ol aria-label="Queued messages" className="flex max-h-60 flex-col overflow-y-auto">
      {messages.map((message, at) => (
        <QueuedMessage
          key={message.key}
          message={message}
          actions={actions}
          before={movable(message, messages[at - 1])}
          after={movable(message, messages[at + 1])}
        />
      ))}
    </ol>
  );
}

/** The neighbour whose place a message can take: among steers or among those that wait, not across. */
function movable(message: PendingMessage, neighbour: PendingMessage | undefined): PendingMessage | undefined {
  return neighbour?.run && message.run && neighbour.isSteer === message.isSteer ? neighbour : undefined;
}
