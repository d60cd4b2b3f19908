"use client";
import type { App } from "@slipway/schemas/apps/app";
import type { RunInput } from "@slipway/schemas/runs/run-input";
import { BookmarkPlus } from "lucide-react";
import { toast } from "sonner";
import { useSaveCase } from "#features/test-cases/index.ts";
import { Button } from "#ui/button.tsx";

/** Keeps what would be sent as a test case. Null: nothing would be. */
export function SaveCaseButton({ app, input }: { app: App; input: RunInput | null }) {
  const save = useSaveCase(app.id, null);
  if (input === null) return null;
  return (
    <Button
      size="sm"
      variant="ghost"
      loading={save.isPending}
      onClick={() =>
        save.mutate(
          { name: "", input },
          {
            onSuccess: ({ name }) => toast.success(`Saved “${name}” as a test case`),
            onError: (error) => toast.error("The case was not saved", { description: error.message }),
          },
        )
      }
    >
      <BookmarkPlus aria-hidden="true" />
      <span className="max-sm:sr-only">Save as test case</span>
    </Button>
  );
}
