"use client";
import { BookmarkPlus } from "lucide-react";
import { toast } from "sonner";
import type { SessionStore } from "#features/live/index.ts";
import { IconButton } from "#ui/icon-button.tsx";
import { toCaseInput } from "./to-case-input.ts";
import { useSaveCase } from "./use-test-cases.ts";

type SaveMessageAsCaseProps = {
  readonly appId: string;
  readonly store: SessionStore;
  readonly text: string;
};

/** Keeps what somebody said as a test case, to be tried again with other configurations. */
export function SaveMessageAsCase({ appId, store, text }: SaveMessageAsCaseProps) {
  const save = useSaveCase(appId, null);
  function keep() {
    const input = toCaseInput({ text, runs: store.view().runs.values() });
    save.mutate(
      { name: "", input },
      {
        onSuccess: ({ name }) => toast.success(`Saved “${name}” as a test case`),
        onError: (error) => toast.error("The case was not saved", { description: error.message }),
      },
    );
  }
  return (
    <IconButton
      label="Save as test case"
      icon={<BookmarkPlus />}
      size="sm"
      disabled={save.isPending}
      onClick={keep}
    />
  );
}
