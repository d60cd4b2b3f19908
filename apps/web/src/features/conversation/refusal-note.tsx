"use client";
import { X } from "lucide-react";
import type { ApiError } from "#lib/api-error.ts";
import { IconButton } from "#ui/icon-button.tsx";

type RefusalNoteProps = {
  readonly error: ApiError;
  readonly onDismiss: () => void;
  /** Where the words are now. */
  readonly kept?: string;
};

/** Why a message was not taken. */
export function RefusalNote({ error, onDismiss, kept = "Your text is back in the box." }: RefusalNoteProps) {
  const wait = error.retryAfterSeconds;
  return (
    <div role="alert" className="flex items-start gap-2 rounded-md bg-danger-fill py-1.5 pr-1 pl-3">
      <p className="min-w-0 flex-1 py-0.5 text-pretty">
        <span className="font-medium text-danger-text">Not sent.</span> {error.message}
        {wait ? ` Try again in ${wait} s.` : ""} {kept}
      </p>
      <IconButton label="Dismiss" icon={<X />} size="sm" tooltipSide="none" onClick={onDismiss} />
    </div>
  );
}
