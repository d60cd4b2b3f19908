"use client";
import type { App, Revision, RevisionHead } from "@slipway/schemas/apps/app";
import { type FormEvent, useId, useState } from "react";
import { RevisionChanges } from "#features/config-diff/index.ts";
import { Button } from "#ui/button.tsx";
import { Dialog, DialogClose } from "#ui/dialog.tsx";
import { Field } from "#ui/field.tsx";
import { Input } from "#ui/input.tsx";
import { useRestore } from "./use-restore.ts";

type RestoreDialogProps = {
  readonly app: App;
  readonly revision: RevisionHead;
  readonly onClose: () => void;
  readonly onRestored: (number: number) => void;
};

/** Takes an old configuration up again as a new revision: nothing in between is lost. */
export function RestoreDialog({ app, revision, onClose, onRestored }: RestoreDialogProps) {
  const formId = useId();
  const restore = useRestore(app);
  const [message, setMessage] = useState(`Restore revision ${revision.number}`);
  const next = app.latestRevision + 1;

  function submit(event: FormEvent) {
    event.preventDefault();
    const onSuccess = (made: Revision) => {
      onRestored(made.number);
      onClose();
    };
    restore.mutate({ revision, message }, { onSuccess });
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title={`Restore revision ${revision.number} as revision ${next}`}
      description={`Revision ${app.latestRevision} and all others stay. Nothing is deployed by this.`}
      footer={
        <>
          <DialogClose>
            <Button variant="ghost">Cancel</Button>
          </DialogClose>
          <Button variant="primary" type="submit" form={formId} loading={restore.isPending}>
            Commit revision {next}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Message" error={restore.error?.message}>
          <Input value={message} onValueChange={setMessage} maxLength={500} />
        </Field>
        <RevisionChanges
          appId={app.id}
          from={app.latestRevision}
          to={revision.number}
          className="max-h-[45dvh]"
        />
      </form>
    </Dialog>
  );
}
