"use client";
import { CornerDownRight, X } from "lucide-react";
import { useState } from "react";
import { IconButton } from "#ui/icon-button.tsx";
import type { PendingMessage } from "./plan-outgoing.ts";

type QueueListProps = {
  readonly messages: readonly PendingMessage[];
  /** Takes a message back before it starts. Resolves once that is certain. */
  readonly onRemove: (message: PendingMessage) => Promise<void>;
};

/** What waits for the run that works, in the order in which it will go. */
export function QueueList({ messages, onRemove }: QueueListProps) {
  if (messages.length === 0) return null;
  return (
    <ol aria-label="Queued messages" className="flex max-h-40 flex-col overflow-y-auto">
      {messages.map((message) => (
        <QueuedMessage key={message.key} message={message} onRemove={onRemove} />
      ))}
    </ol>
  );
}

function QueuedMessage({
  message,
  onRemove,
}: { message: PendingMessage } & Pick<QueueListProps, "onRemove">) {
  const [isRemoving, setIsRemoving] = useState(false);
  async function remove() {
    setIsRemoving(true);
    await onRemove(message);
    setIsRemoving(false);
  }
  return (
    <li className="flex h-8 items-center gap-2 pl-1 text-muted pointer-coarse:h-11">
      <CornerDownRight aria-hidden="true" className="size-3.5 shrink-0 text-faint" />
      <span className="min-w-0 flex-1 truncate">{message.text}</span>
      <span className="shrink-0 text-12 text-faint">{noteOf(message)}</span>
      <IconButton
        label="Remove from the queue"
        icon={<X />}
        size="sm"
        disabled={message.run === null || isRemoving}
        onClick={() => void remove()}
      />
    </li>
  );
}

function noteOf(message: PendingMessage): string {
  if (message.run) return "Queued";
  return message.isRetrying ? "Not sent yet, trying again…" : "Sending…";
}
