"use client";
import { type App, Revision } from "@slipway/schemas/apps/app";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { mergeConfigs } from "#configs/merge-configs.ts";
import { api } from "#lib/api-client.ts";
import { ApiError } from "#lib/api-error.ts";
import { appKey } from "#lib/use-app.ts";
import { Button } from "#ui/button.tsx";
import { Dialog, DialogClose } from "#ui/dialog.tsx";
import { Field } from "#ui/field.tsx";
import { Textarea } from "#ui/textarea.tsx";
import { DraftChanges, titleOfChanges } from "./draft-changes.tsx";
import { DraftConfig } from "./draft-config.ts";
import { NewerRevision } from "./newer-revision.tsx";
import { readNewestRevision } from "./read-revision.ts";
import type { Base, Draft } from "./use-draft.ts";

type CommitDialogProps = {
  readonly app: App;
  readonly draft: Draft;
  readonly onOpenChange: (open: boolean) => void;
  readonly onCommitted: (base: Base) => void;
  /** The draft shall stand on another revision from now on. */
  readonly onRebase: (base: Base, config: DraftConfig) => void;
};

/**
 * Shows what the draft changes and makes it the app's next revision. If somebody was faster nothing is overwritten: the
 * person sees what the other changed and decides.
 */
export function CommitDialog({ app, draft, onOpenChange, onCommitted, onRebase }: CommitDialogProps) {
  const formId = useId();
  const client = useQueryClient();
  const [message, setMessage] = useState("");
  const [newer, setNewer] = useState<Revision | null>(null);
  const base = draft.base.number ?? 1;
  const commit = useMutation({
    mutationFn: (parent: number) =>
      api.post(`/apps/${app.id}/revisions`, {
        schema: Revision,
        body: { config: draft.config, message, parent },
      }),
    onSuccess: (revision) => {
      onCommitted({ number: revision.number, config: DraftConfig.parse(revision.config) });
      void client.invalidateQueries({ queryKey: appKey(app.slug) });
      void client.invalidateQueries({ queryKey: ["apps", "all"] });
      void client.invalidateQueries({ queryKey: ["apps", "revisions", app.id] });
      onOpenChange(false);
    },
    onError: async (error) => {
      if (error instanceof ApiError && error.code === "conflict") setNewer(await readNewestRevision(app.id));
    },
  });
  const next = (newer?.number ?? base) + 1;

  function submit(event: FormEvent) {
    event.preventDefault();
    commit.mutate(newer?.number ?? base);
  }

  /** Both people's changes in the draft, on the revision of the other: to be looked at, run and committed. */
  function takeBoth(theirs: Revision) {
    const merged = mergeConfigs({ base: draft.base.config, mine: draft.config, theirs: theirs.config });
    const config = DraftConfig.parse(theirs.config);
    onRebase({ number: theirs.number, config }, DraftConfig.parse(merged.config));
    setNewer(null);
    commit.reset();
  }
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      size="lg"
      title={`Commit revision ${next}`}
      footer={
        <>
          <DialogClose>
            <Button variant="ghost">Cancel</Button>
          </DialogClose>
          {newer ? <Button onClick={() => takeBoth(newer)}>Take both into my draft</Button> : null}
          <Button variant="primary" type="submit" form={formId} loading={commit.isPending}>
            {newer ? `Commit mine as revision ${next}` : `Commit revision ${next}`}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        {newer ? <NewerRevision newer={newer} draft={draft} appId={app.id} /> : null}
        <Field label="What changed, and why" optional error={newer ? undefined : commit.error?.message}>
          <Textarea value={message} onValueChange={setMessage} minLines={2} maxLines={6} maxLength={500} />
        </Field>
        <h3 className="-mb-2 text-12 font-medium text-muted">{titleOfChanges(draft)}</h3>
        <DraftChanges draft={draft} className="max-h-[45dvh]" />
      </form>
    </Dialog>
  );
}
