"use client";
import type { TestCase } from "@slipway/schemas/apps/test-case";
import { Ellipsis } from "lucide-react";
import { toast } from "sonner";
import { useRemoveCase, useSaveCase } from "#features/test-cases/index.ts";
import { IconButton } from "#ui/icon-button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#ui/menu.tsx";
import { describeInput } from "./describe-input.ts";

type CaseHeadProps = { readonly appId: string; readonly testCase: TestCase; readonly onEdit: () => void };

/** A case in the first column: its name, its input, and what can be done with it. */
export function CaseHead({ appId, testCase, onEdit }: CaseHeadProps) {
  const remove = useRemoveCase(appId);
  const save = useSaveCase(appId, null);
  const { name, input } = testCase;
  const words = describeInput(input);
  function removeNow() {
    remove.mutate(testCase, {
      onSuccess: () =>
        toast.success(`Removed “${name}”`, {
          action: { label: "Undo", onClick: () => save.mutate({ name, input }) },
        }),
      onError: (error) => toast.error("The case was not removed", { description: error.message }),
    });
  }
  return (
    <div className="flex items-start gap-1">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium" title={name}>
          {name}
        </p>
        {words === name ? null : (
          <p className="line-clamp-3 text-12 whitespace-pre-line text-muted wrap-anywhere">{words}</p>
        )}
      </div>
      <Menu trigger={<IconButton label={`More about ${name}`} icon={<Ellipsis />} size="sm" />}>
        <MenuItem label="Edit…" onSelect={onEdit} />
        <MenuSeparator />
        <MenuItem label="Remove" danger onSelect={removeNow} />
      </Menu>
    </div>
  );
}
