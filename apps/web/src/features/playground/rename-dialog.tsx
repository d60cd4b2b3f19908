"use client";
import { App, AppName } from "@slipway/schemas/apps/app";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { api } from "#lib/api-client.ts";
import { appKey } from "#lib/use-app.ts";
import { Button } from "#ui/button.tsx";
import { Dialog, DialogClose } from "#ui/dialog.tsx";
import { Field } from "#ui/field.tsx";
import { Input } from "#ui/input.tsx";

type RenameDialogProps = { readonly app: App; readonly onOpenChange: (open: boolean) => void };

/** Gives an app another name; its address stays. */
export function RenameDialog({ app, onOpenChange }: RenameDialogProps) {
  const formId = useId();
  const client = useQueryClient();
  const [name, setName] = useState(app.name);
  const parsed = AppName.safeParse(name);
  const rename = useMutation({
    mutationFn: (next: string) => api.patch(`/apps/${app.id}`, { schema: App, body: { name: next } }),
    onSuccess: (renamed) => {
      client.setQueryData(appKey(app.slug), renamed);
      void client.invalidateQueries({ queryKey: ["apps", "all"] });
      onOpenChange(false);
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    if (parsed.success) rename.mutate(parsed.data);
  }
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      size="sm"
      title="Rename app"
      description={`Its address stays /apps/${app.slug}.`}
      footer={
        <>
          <DialogClose>
            <Button variant="ghost">Cancel</Button>
          </DialogClose>
          <Button
            variant="primary"
            type="submit"
            form={formId}
            loading={rename.isPending}
            disabled={!parsed.success}
          >
            Rename app
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <Field label="Name" error={rename.error?.message ?? parsed.error?.issues[0]?.message}>
          <Input
            value={name}
            onValueChange={setName}
            autoComplete="off"
            onFocus={(event) => event.target.select()}
          />
        </Field>
      </form>
    </Dialog>
  );
}
