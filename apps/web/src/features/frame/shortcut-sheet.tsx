"use client";
import { useId, useSyncExternalStore } from "react";
import { Dialog } from "#ui/dialog.tsx";
import { Field } from "#ui/field.tsx";
import { Kbd } from "#ui/kbd.tsx";
import { listShortcuts, type Shortcut, subscribeToShortcuts } from "#ui/shortcut-registry.ts";
import { Switch } from "#ui/switch.tsx";

type ShortcutSheetProps = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly characterKeys: boolean;
  readonly onCharacterKeysChange: (on: boolean) => void;
};

const noneOnServer: readonly Shortcut[] = [];

/** Every shortcut that works on the page beneath, straight from the registry. */
export function ShortcutSheet({
  open,
  onOpenChange,
  characterKeys,
  onCharacterKeysChange,
}: ShortcutSheetProps) {
  const shortcuts = useSyncExternalStore(subscribeToShortcuts, listShortcuts, () => noneOnServer);
  return (
    <Dialog title="Keyboard shortcuts" open={open} onOpenChange={onOpenChange}>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(200px,1fr))] gap-x-8 gap-y-5">
        {Array.from(
          Map.groupBy(shortcuts, ({ group }) => group),
          ([group, entries]) => (
            <ShortcutGroup key={group} group={group} shortcuts={entries} />
          ),
        )}
      </div>
      <div className="mt-5 border-t border-line pt-4">
        <Field
          layout="inline"
          label="Shortcuts of a single character"
          help="Turn them off if speech input or stray key presses set them off. Tab, arrows, Enter and Esc always work."
        >
          <Switch checked={characterKeys} onCheckedChange={onCharacterKeysChange} />
        </Field>
      </div>
    </Dialog>
  );
}

function ShortcutGroup({ group, shortcuts }: { group: string; shortcuts: readonly Shortcut[] }) {
  const headingId = useId();
  // Two of a kind on one page (two tables) are one line.
  const lines = new Map(shortcuts.map((shortcut) => [shortcut.keys, shortcut]));
  return (
    <section aria-labelledby={headingId}>
      <h3 id={headingId} className="mb-1 text-12 font-medium text-muted">
        {group}
      </h3>
      <dl>
        {Array.from(lines.values(), ({ keys, label }) => (
          <div key={keys} className="flex h-8 items-center justify-between gap-4">
            <dt className="truncate">{label}</dt>
            <dd>
              <Kbd keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
