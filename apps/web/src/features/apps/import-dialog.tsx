"use client";
import { AppWithRevision } from "@slipway/schemas/apps/app";
import { largestImportBytes } from "@slipway/schemas/apps/app-file";
import { ErrorDetail } from "@slipway/schemas/errors/error-body";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { toast } from "sonner";
import { z } from "zod";
import { api } from "#lib/api-client.ts";
import { ApiError } from "#lib/api-error.ts";
import { Button } from "#ui/button.tsx";
import { Dialog, DialogClose } from "#ui/dialog.tsx";
import { Field } from "#ui/field.tsx";
import { Textarea } from "#ui/textarea.tsx";

/** Makes an app of a file that another one was exported to. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const formId = useId();
  const fileId = useId();
  const router = useRouter();
  const client = useQueryClient();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const imports = useMutation({
    mutationFn: () => api.post("/apps/import", { schema: AppWithRevision, body: { file: text } }),
    onSuccess: ({ app }) => {
      void client.invalidateQueries({ queryKey: ["apps", "all"] });
      toast.success(`${app.name} is imported, with ${countRevisions(app.latestRevision)}`);
      onClose();
      router.push(`/apps/${app.slug}` as Route);
    },
  });

  async function readFile(file: File | undefined) {
    if (!file) return;
    setProblem(null);
    imports.reset();
    if (file.size > largestImportBytes) {
      setProblem(
        `${file.name} is larger than ${largestImportBytes / 1_048_576} MiB. Leave earlier revisions out of it.`,
      );
      return;
    }
    try {
      setText(await file.text());
    } catch {
      setProblem(`${file.name} could not be read. Choose it again, or paste its text.`);
    }
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    setProblem(text.trim() === "" ? "Choose a file, or paste its text." : null);
    if (text.trim() !== "") imports.mutate();
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title="Import an app"
      description="A file that was exported here or in another Slipway: every revision, its message, and what is deployed."
      footer={
        <>
          <DialogClose>
            <Button variant="ghost">Cancel</Button>
          </DialogClose>
          <Button variant="primary" type="submit" form={formId} loading={imports.isPending}>
            Import app
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
        <div className="flex flex-col gap-1">
          <label htmlFor={fileId} className="font-medium">
            File
          </label>
          <input
            id={fileId}
            type="file"
            accept=".yaml,.yml,.json,application/yaml"
            onChange={(event) => void readFile(event.target.files?.[0])}
            className="text-muted file:mr-3 file:h-8 file:rounded-md file:border file:border-solid file:border-line file:bg-surface file:px-3 file:text-text hover:file:bg-hover"
          />
        </div>
        {text.length > longestShown ? (
          <p>{(text.length / 1_000_000).toFixed(1)} MB, too long to show here. It is imported as it is.</p>
        ) : (
          <Field label="Its text" error={problem ?? undefined}>
            <Textarea
              value={text}
              onValueChange={setText}
              mono
              minLines={8}
              maxLines={16}
              spellCheck={false}
              className="text-12"
            />
          </Field>
        )}
        {imports.error ? <ImportProblems error={imports.error} /> : null}
      </form>
    </Dialog>
  );
}

const shown = 5;

/** Characters: a text field of many more makes every key press slow. */
const longestShown = 300_000;

function ImportProblems({ error }: { error: Error }) {
  const details = z.array(ErrorDetail).safeParse(error instanceof ApiError ? error.details : null);
  const faults = details.success ? details.data : [];
  return (
    <div role="alert" className="flex flex-col gap-1 text-danger-text">
      <p className="font-medium">Nothing was imported.</p>
      {faults.length === 0 ? <p>{error.message}</p> : null}
      <ul className="flex flex-col gap-0.5">
        {faults.slice(0, shown).map(({ path, line, message }) => (
          <li key={`${path} ${line} ${message}`}>
            {line === undefined ? "" : `Line ${line}: `}
            {path ? <code className="text-12">{path}</code> : null} {message}
          </li>
        ))}
        {faults.length > shown ? <li>And {faults.length - shown} more.</li> : null}
      </ul>
    </div>
  );
}

function countRevisions(count: number): string {
  return count === 1 ? "1 revision" : `${count} revisions`;
}
