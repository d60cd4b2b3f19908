"use client";
import type { CreatedApiKey, Role } from "@slipway/schemas/public-api/key";
import { type SyntheticEvent, useId, useState } from "react";
import { Button } from "#ui/button.tsx";
import { Dialog, DialogClose } from "#ui/dialog.tsx";
import { Field } from "#ui/field.tsx";
import { Input } from "#ui/input.tsx";
import { Select } from "#ui/select.tsx";
import { CreatedKey } from "./created-key.tsx";
import { roleOptions } from "./roles.ts";
import { useCreateKey } from "./use-keys.ts";

type CreateKeyDialogProps = { readonly open: boolean; readonly onOpenChange: (open: boolean) => void };

/** First name and role, then the key itself, which is gone when the dialog closes. */
export function CreateKeyDialog({ open, onOpenChange }: CreateKeyDialogProps) {
  const [created, setCreated] = useState<CreatedApiKey | null>(null);

  function change(next: boolean) {
    onOpenChange(next);
    if (!next) setCreated(null);
  }
  if (created) return <CreatedKey created={created} open={open} onOpenChange={change} />;
  return <NewKey open={open} onOpenChange={change} onCreated={setCreated} />;
}

type NewKeyProps = CreateKeyDialogProps & { readonly onCreated: (key: CreatedApiKey) => void };

function NewKey({ open, onOpenChange, onCreated }: NewKeyProps) {
  const formId = useId();
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("editor");
  const create = useCreateKey();

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    create.mutate({ name: name.trim(), role }, { onSuccess: onCreated });
  }
  return (
    <Dialog
      title="New API key"
      description="For a program that calls this project."
      size="sm"
      open={open}
      onOpenChange={onOpenChange}
      footer={
        <>
          <DialogClose>
            <Button variant="ghost">Cancel</Button>
          </DialogClose>
          <Button type="submit" form={formId} variant="primary" loading={create.isPending}>
            Create key
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Name" help="Where it is used, to know it again">
          <Input
            value={name}
            onValueChange={setName}
            required
            maxLength={120}
            placeholder="Support widget"
            autoComplete="off"
          />
        </Field>
        <Field label="Role">
          <Select options={roleOptions} value={role} onValueChange={setRole} />
        </Field>
        {create.error ? (
          <p role="alert" className="text-danger-text">
            {create.error.message}
          </p>
        ) : null}
      </form>
    </Dialog>
  );
}
