"use client";
import type { Project } from "@slipway/schemas/public-api/project";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "#ui/button.tsx";
import { ConfirmDialog } from "#ui/confirm-dialog.tsx";
import { NumberField } from "#ui/number-field.tsx";
import { Section } from "#ui/section.tsx";
import { useUpdateProject } from "./use-project.ts";

type RetentionSettingsProps = { readonly project: Project; readonly canChange: boolean };

/** For how long conversations that nobody uses are kept. What removes anything asks before. */
export function RetentionSettings({ project, canChange }: RetentionSettingsProps) {
  const [days, setDays] = useState(project.retentionDays);
  const [isAsking, setIsAsking] = useState(false);
  const change = useUpdateProject();
  const isChanged = days !== project.retentionDays;
  const removesMore = days !== null && (project.retentionDays === null || days < project.retentionDays);

  function save() {
    change.mutate(
      { retentionDays: days },
      {
        onSuccess: () => {
          setIsAsking(false);
          toast(
            days === null ? "Conversations are kept for ever" : `Conversations are kept for ${inDays(days)}`,
          );
        },
        onError: (error) => {
          if (!isAsking) toast.error("The setting was not changed", { description: error.message });
        },
      },
    );
  }
  return (
    <Section title="Retention" description="How long what was said and done here is kept.">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 rounded-md border border-line bg-surface p-3">
        <div className="min-w-60 flex-1">
          <div className="font-medium">Days without use</div>
          <p className="text-muted text-pretty">
            A conversation that nobody has used for so long is removed, with its runs, events, files and
            traces. Empty: nothing is ever removed. What still waits or works stays.
            {canChange ? null : " Only admins of the project can change it."}
          </p>
        </div>
        <div className="flex items-center gap-2">
          <NumberField
            aria-label="Days without use"
            value={days}
            onValueChange={setDays}
            min={1}
            max={3_650}
            placeholder="For ever"
            disabled={!canChange}
            className="w-36"
          />
          <Button
            disabled={!canChange || !isChanged}
            loading={change.isPending && !isAsking}
            onClick={() => (removesMore ? setIsAsking(true) : save())}
          >
            Save
          </Button>
        </div>
      </div>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title={`Remove what was not used for ${inDays(days ?? 0)}?`}
        description="Within the hour, conversations that are older go for good, with their runs, files and traces. Apps, revisions and test cases stay."
        confirmLabel="Remove and keep it so"
        onConfirm={save}
        busy={change.isPending}
        error={change.error?.message}
      />
    </Section>
  );
}

function inDays(days: number): string {
  return days === 1 ? "1 day" : `${days} days`;
}
