"use client";
import { maxMessageCharacters } from "@slipway/schemas/text";
import { type KeyboardEvent, useState } from "react";
import { Button } from "#ui/button.tsx";
import { Textarea } from "#ui/textarea.tsx";

type QueueEditProps = {
  readonly text: string;
  readonly onSave: (text: string) => void;
  readonly onCancel: () => void;
};

/** A queued message while it is edited: Enter keeps it, Esc leaves it as it was. */
export function QueueEdit({ text, onSave, onCancel }: QueueEditProps) {
  const [draft, setDraft] = useState(text);
  const said = draft.trim();
  const canSave = said !== "" && said.length <= maxMessageCharacters;

  function save() {
    if (!canSave) return;
    if (said === text) onCancel();
    else onSave(said);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape") {
      // One layer at a time: Esc Esc stops the run.
      event.stopPropagation();
      onCancel();
    }
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    save();
  }
  return (
    <div className="flex flex-col gap-1.5 py-1">
      <Textarea
        autoFocus
        aria-label="Queued message"
        minLines={1}
        maxLines={8}
        value={draft}
        onValueChange={setDraft}
        onKeyDown={onKeyDown}
      />
      <div className="flex justify-end gap-2">
        <Button size="sm" variant="ghost" onClick={onCancel}>
          Cancel
        </Button>
        <Button size="sm" disabled={!canSave} onClick={save}>
          Save
        </Button>
      </div>
    </div>
  );
}
