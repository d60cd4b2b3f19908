"use client";
import { type App, Revision } from "@slipway/schemas/apps/app";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { api } from "#lib/api-client.ts";
import { ApiError } from "#lib/api-error.ts";
import { appKey } from "#lib/use-app.ts";
import { Badge } from "#ui/badge.tsx";
import { Button } from "#ui/button.tsx";
import { Dialog, DialogClose } from "#ui/dialog.tsx";
import { Field } from "#ui/field.tsx";
import { Textarea } from "#ui/textarea.tsx";
import { changedSections, sectionTitle } from "./config-sections.ts";
import { DraftConfig } from "./draft-config.ts";
import { readNewestRevision } from "./read-revision.ts";
import type { Base, Draft } from "./use-draft.ts";

type CommitDialogProps = {
  readonly app: App;
  readonly draft: Draft;
  readonly onOpenChange: (open: boolean) => void;
  readonly onCommitted: (base: Base) => void;
};

/** Makes the draft the app's next revision. If somebody was faster nothing is overwritten: the person decides. */
export function CommitDialog({ app, draft, onOpenChange, onCommitted }: CommitDialogProps) {
  const formId = useId();
  const client = useQueryClient();
  const [message, setMessage] = useState("");
  const [newer, setNewer] = useState<Revision | null>(null);
  const parent = newer?.number ?? draft.base.number ?? 1;
  const commit = useMutation({
    mutationFn: () =>
      api.post(`/apps/${app.id}/revisions`, {
        schema: Revision,
        body: { config: draft.config, message, parent },
      }),
    onSuccess: (revision) => {
      onCommitted({ number: revision.number, config: DraftConfig.parse(revision.config) });
      void client.invalidateQueries({ queryKey: appKey(app.slug) });
      void client.invalidateQueries({ queryKey: ["apps", "all"] });
      onOpenChange(false);
    },
    onError: async (error) => {
      if (error instanceof ApiError && error.code === "conflict") setNewer(await readNewestRevision(app.id));
    },
  });
  const changed = changedSections(draft.config, draft.base.config);
  function submit(event: FormEvent) {
    event.preventDefault();
    commit.mutate();
  }
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title={`Commit revision ${parent + 1}`}
      footer={
        <>
          <DialogClose>
            <Button variant="ghost">Cancel</Button>
          </DialogClose>
          <Button variant="primary" type="submit" form={formId} loading={commit.isPending}>
            {newer ? `Commit mine as revision ${parent + 1}` : `Commit revision ${parent + 1}`}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        {newer ? <NewerNote newer={newer} base={draft.base.number} /> : null}
        <Field label="What changed, and why" optional error={newer ? undefined : commit.error?.message}>
          <Textarea value={message} onValueChange={setMessage} minLines={2} maxLines={6} maxLength={500} />
        </Field>
        <p className="flex flex-wrap items-center gap-1.5 text-muted">
          Changed since revision {draft.base.number}:
          {changed.map((section) => (
            <Badge key={section} tone="accent">
              {sectionTitle(section)}
            </Badge>
          ))}
        </p>
      </form>
    </Dialog>
  );
}

function NewerNote({ newer, base }: { newer: Revision; base: number | null }) {
  return (
    <p role="alert" className="rounded-md bg-warning-fill px-3 py-2 text-pretty">
      <span className="font-medium text-warning-text">Revision {newer.number} was committed meanwhile</span>
      {newer.message ? ` (“${newer.message}”)` : ""}. Nothing is overwritten, and your changes since revision{" "}
      {base} are kept. If you commit yours, revision {newer.number} stays in the history.
    </p>
  );
}
