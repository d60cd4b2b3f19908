"use client";
import { type FormEvent, useState } from "react";
import { Button } from "#ui/button.tsx";
import { Field } from "#ui/field.tsx";
import { Popover } from "#ui/popover.tsx";
import { Textarea } from "#ui/textarea.tsx";

type NoteButtonProps = {
  readonly note: string | null;
  readonly isSaving: boolean;
  /** Rejects where it was not kept: then what was typed stays. */
  readonly onSave: (note: string) => Promise<unknown>;
};

/** Room for why. */
export function NoteButton({ note, isSaving, onSave }: NoteButtonProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [text, setText] = useState(note ?? "");
  const save = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await onSave(text.trim());
      setIsOpen(false);
    } catch {
      // Told already, where it was sent; the text stays to be sent again.
    }
  };
  return (
    <Popover
      label="Note"
      open={isOpen}
      onOpenChange={(open) => {
        if (open) setText(note ?? "");
        setIsOpen(open);
      }}
      trigger={
        <Button variant="ghost" size="sm" className="text-12 text-muted">
          {note ? "Edit note" : "Add a note"}
        </Button>
      }
    >
      <form onSubmit={(event) => void save(event)} className="flex flex-col gap-3">
        <Field label="What was good or bad about it?">
          <Textarea value={text} onValueChange={setText} maxLength={2_000} minLines={3} />
        </Field>
        <Button type="submit" variant="primary" size="sm" loading={isSaving} className="self-end">
          Save note
        </Button>
      </form>
    </Popover>
  );
}
