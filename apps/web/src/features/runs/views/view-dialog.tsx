"use client";
import { type FormEvent, useState } from "react";
import { Button } from "#ui/button.tsx";
import { Checkbox } from "#ui/checkbox.tsx";
import { Dialog, DialogClose } from "#ui/dialog.tsx";
import { Field } from "#ui/field.tsx";
import { Input } from "#ui/input.tsx";

export type NamedView = { readonly name: string; readonly isShared: boolean };

type ViewDialogProps = {
  readonly title: string;
  readonly start: NamedView;
  /** A viewer keeps views for themselves only. */
  readonly canShare: boolean;
  readonly confirmLabel: string;
  /** What it throws is said in the dialog, which stays. */
  readonly onSave: (view: NamedView) => Promise<void>;
  readonly onClose: () => void;
};

/** Names a view, and says who has it. */
export function ViewDialog({ title, start, canShare, confirmLabel, onSave, onClose }: ViewDialogProps) {
  const [name, setName] = useState(start.name);
  const [isShared, setIsShared] = useState(start.isShared);
  const [error, setError] = useState<string>();
  const [isSaving, setIsSaving] = useState(false);
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!name.trim()) return setError("Give the view a name.");
    setIsSaving(true);
    try {
      await onSave({ name: name.trim(), isShared });
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown.message : "It was not saved.");
      setIsSaving(false);
    }
  }
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      size="sm"
      title={title}
      footer={
        <>
          <DialogClose>
            <Button variant="ghost">Cancel</Button>
          </DialogClose>
          <Button variant="primary" type="submit" form="view" loading={isSaving}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <form id="view" className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
        <Field label="Name" error={error}>
          <Input value={name} onValueChange={setName} maxLength={80} placeholder="Failed today" />
        </Field>
        {canShare ? (
          <Field label="Share with everyone in the project" layout="leading">
            <Checkbox checked={isShared} onCheckedChange={setIsShared} />
          </Field>
        ) : null}
      </form>
    </Dialog>
  );
}
