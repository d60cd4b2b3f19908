"use client";
import { ArrowDown, ArrowUp, CornerDownRight, CornerUpRight, Pencil, X } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { IconButton } from "#ui/icon-button.tsx";
import type { PendingMessage } from "./plan-outgoing.ts";
import type { QueueActions } from "./queue-actions.ts";
import { QueueEdit } from "./queue-edit.tsx";

type QueuedMessageProps = {
  readonly message: PendingMessage;
  readonly actions: QueueActions;
  /** Those whose place it can take. */
  readonly before: PendingMessage | undefined;
  readonly after: PendingMessage | undefined;
};

/** One message of the queue: it can be edited in place, moved, sent into the run at work, and taken back. */
export function QueuedMessage({ message, actions, before, after }: QueuedMessageProps) {
  const [isEditing, setIsEditing] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const editRef = useRef<HTMLButtonElement>(null);
  const isFixed = message.run === null || isBusy;

  async function act(action: () => Promise<void>) {
    setIsBusy(true);
    await action();
    setIsBusy(false);
  }
  const moveTo = (neighbour: PendingMessage | undefined) => {
    if (neighbour && !isFixed) void act(() => actions.move(message, neighbour));
  };
  function onKeyDown(event: KeyboardEvent) {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    moveTo(event.key === "ArrowUp" ? before : after);
  }
  function stopEditing() {
    setIsEditing(false);
    setTimeout(() => editRef.current?.focus());
  }
  if (isEditing) {
    return (
      <li>
        <QueueEdit
          text={message.text}
          onCancel={stopEditing}
          onSave={(text) => {
            stopEditing();
            void act(() => actions.edit(message, text));
          }}
        />
      </li>
    );
  }
  const { sendNow } = actions;
  return (
    <li
      onKeyDown={onKeyDown}
      className="flex min-h-8 items-center gap-2 pl-1 text-muted pointer-coarse:min-h-11"
    >
      <CornerDownRight aria-hidden="true" className="size-3.5 shrink-0 text-faint" />
      <span className="min-w-0 flex-1 truncate">{message.text}</span>
      <span className="shrink-0 text-12 text-faint max-sm:hidden">{noteOf(message)}</span>
      <span className="flex shrink-0 items-center">
        {sendNow && !message.isSteer ? (
          <IconButton
            label="Send now, into the run at work"
            icon={<CornerUpRight />}
            size="sm"
            disabled={isFixed}
            onClick={() => void act(() => sendNow(message))}
          />
        ) : null}
        <IconButton
          label="Move up"
          shortcut="alt+arrowup"
          icon={<ArrowUp />}
          size="sm"
          aria-disabled={isFixed || !before}
          className="aria-disabled:opacity-50"
          onClick={() => moveTo(before)}
        />
        <IconButton
          label="Move down"
          shortcut="alt+arrowdown"
          icon={<ArrowDown />}
          size="sm"
          aria-disabled={isFixed || !after}
          className="aria-disabled:opacity-50"
          onClick={() => moveTo(after)}
        />
        <IconButton
          label="Edit"
          icon={<Pencil />}
          size="sm"
          disabled={isFixed}
          ref={editRef}
          onClick={() => setIsEditing(true)}
        />
        <IconButton
          label="Remove from the queue"
          icon={<X />}
          size="sm"
          disabled={isFixed}
          onClick={() => void act(() => actions.remove(message))}
        />
      </span>
    </li>
  );
}

function noteOf(message: PendingMessage): string {
  if (message.run) return message.isSteer ? "At the next step" : "Queued";
  return message.isRetrying ? "Not sent yet, trying again…" : "Sending…";
}
