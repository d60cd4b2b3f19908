"use client";
import type { App } from "@slipway/schemas/apps/app";
import { BookmarkPlus } from "lucide-react";
import { toast } from "sonner";
import { Button } from "#ui/button.tsx";
import { useSaveCase } from "./use-test-cases.ts";

/** Keeps what stands in the composer as a test case. */
export function SaveCaseButton({ app, text }: { app: App; text: string }) {
  const save = useSaveCase(app.id, null);
  if (text.trim() === "") return null;
  return (
    <Button
      size="sm"
      variant="ghost"
      loading={save.isPending}
      onClick={() =>
        save.mutate(
          { name: "", input: { message: text.trim() } },
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
