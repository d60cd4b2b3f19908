"use client";
import { templates } from "@slipway/schemas/apps/templates/templates";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useId, useState } from "react";
import { Button } from "#ui/button.tsx";
import { Dialog, DialogClose } from "#ui/dialog.tsx";
import { appTypes } from "./app-types.tsx";
import { newAppHref } from "./new-app-href.ts";
import { TemplatePreview } from "./template-preview.tsx";

type TemplateGalleryProps = { readonly open: boolean; readonly onOpenChange: (open: boolean) => void };

/** Ready-made starts: found by typing, read on the right, opened with Enter. */
export function TemplateGallery({ open, onOpenChange }: TemplateGalleryProps) {
  const router = useRouter();
  const listId = useId();
  const [search, setSearch] = useState("");
  const [wantedId, setWantedId] = useState<string | null>(null);
  const found = templates.filter(({ name, description }) =>
    `${name} ${description}`.toLowerCase().includes(search.trim().toLowerCase()),
  );
  const active = found.find((template) => template.id === wantedId) ?? found[0];
  const optionId = (id: string) => `${listId}-${id}`;

  function use() {
    if (!active) return;
    onOpenChange(false);
    router.push(newAppHref(active.id));
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter") {
      event.preventDefault();
      use();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const at = active ? found.indexOf(active) : 0;
    const next = found[Math.min(found.length - 1, Math.max(0, at + (event.key === "ArrowDown" ? 1 : -1)))];
    if (!next) return;
    setWantedId(next.id);
    document.getElementById(optionId(next.id))?.scrollIntoView({ block: "nearest" });
  }
  return (
    <Dialog
      title="Start from a template"
      size="lg"
      open={open}
      onOpenChange={onOpenChange}
      footer={
        <>
          <DialogClose>
            <Button variant="ghost">Cancel</Button>
          </DialogClose>
          <Button variant="primary" disabled={!active} onClick={use}>
            {active ? `Use ${active.name}` : "Use template"}
          </Button>
        </>
      }
    >
      <div className="-mx-5 -mb-4 grid border-t border-line sm:h-[min(440px,60dvh)] sm:grid-cols-[260px_minmax(0,1fr)]">
        <div className="flex min-h-0 flex-col border-line max-sm:max-h-56 max-sm:border-b sm:border-r">
          <div className="flex items-center gap-2 border-b border-line px-4">
            <Search className="size-4 shrink-0 text-faint" aria-hidden="true" />
            <input
              role="combobox"
              aria-label="Search templates"
              aria-expanded="true"
              aria-controls={listId}
              aria-activedescendant={active ? optionId(active.id) : undefined}
              placeholder="Search templates"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
              onKeyDown={onKeyDown}
              autoComplete="off"
              className="h-10 w-full bg-transparent outline-none pointer-coarse:text-16"
            />
          </div>
          {found.length === 0 ? <p className="px-4 py-3 text-muted">No template matches.</p> : null}
          <div
            id={listId}
            role="listbox"
            aria-label="Templates"
            className="min-h-0 overflow-y-auto p-1.5 empty:p-0"
          >
            {found.map((template) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above has the focus and the keys.
              <div
                key={template.id}
                id={optionId(template.id)}
                role="option"
                tabIndex={-1}
                aria-selected={template === active}
                onClick={() => setWantedId(template.id)}
                onDoubleClick={use}
                className="flex gap-2.5 rounded-sm px-2.5 py-2 select-none hover:bg-hover aria-selected:bg-selected"
              >
                <span aria-hidden="true" className="mt-0.5 text-muted [&_svg]:size-4">
                  {appTypes[template.type].icon}
                </span>
                <span className="min-w-0">
                  <span className="block font-medium">{template.name}</span>
                  <span className="block text-12 text-muted text-pretty">{template.description}</span>
                </span>
              </div>
            ))}
          </div>
        </div>
        {active ? <TemplatePreview template={active} /> : null}
      </div>
    </Dialog>
  );
}
