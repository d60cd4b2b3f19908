"use client";
import { Bookmark, Check, ChevronDown, Pencil, Plus, Save, Trash2 } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "#ui/button.tsx";
import { Menu, MenuGroup, MenuItem, MenuSeparator } from "#ui/menu.tsx";
import { useViews } from "./use-views.ts";
import { type NamedView, ViewDialog } from "./view-dialog.tsx";
import { builtInViews, currentView, isSame, toView, type View, viewFiltersOf } from "./view-filters.ts";

type ViewMenuProps = {
  readonly hideApp: boolean;
  /** May share views with the project. */
  readonly canShare: boolean;
  readonly onChange: (changes: Readonly<Record<string, string | null>>) => void;
};

/** Saved ways to look at the history: ours, the project's, one's own. */
export function ViewMenu({ hideApp, canShare, onChange }: ViewMenuProps) {
  const search = useSearchParams();
  const { saved, save, change, remove } = useViews();
  const [dialog, setDialog] = useState<"save" | "edit" | null>(null);
  const filters = viewFiltersOf(new URLSearchParams(search), hideApp);
  const current = currentView([...builtInViews, ...saved], search.get("view"), filters);
  const isEdited = current !== null && !isSame(current.filters, filters);
  const canEdit = current !== null && current.isShared !== null && (canShare || !current.isShared);
  const show = (view: View) => onChange(toView(view, hideApp));

  async function saveNew({ name, isShared }: NamedView) {
    const view = await save({ name, isShared, filters });
    show(view);
    setDialog(null);
    toast.success(`Saved as “${view.name}”`);
  }
  async function edit(view: View, named: NamedView) {
    await change(view.id, named);
    setDialog(null);
  }
  /** What is refused is said; the menu is closed by then. */
  function attempt(act: Promise<unknown>, failed: string) {
    act.catch((error: unknown) => {
      toast.error(failed, { description: error instanceof Error ? error.message : undefined });
    });
  }
  async function removeNow(view: View) {
    await remove(view.id);
    onChange({ view: null });
    const kept = { name: view.name, filters: view.filters, isShared: view.isShared === true };
    toast(`“${view.name}” is deleted`, {
      action: {
        label: "Undo",
        onClick: () => attempt(save(kept).then(show), "The view could not be brought back"),
      },
    });
  }
  const entry = (view: View) => (
    <MenuItem
      key={view.id}
      label={view.name}
      icon={view.id === current?.id ? <Check /> : <span className="size-4" />}
      onSelect={() => show(view)}
    />
  );
  const shared = saved.filter(({ isShared }) => isShared);
  const own = saved.filter(({ isShared }) => !isShared);
  return (
    <>
      <Menu
        align="start"
        trigger={
          <Button className="max-w-52" aria-label={`View: ${current?.name ?? "Not saved"}`}>
            <Bookmark aria-hidden="true" />
            <span className="truncate max-sm:hidden">{current?.name ?? "View"}</span>
            {isEdited ? <span className="text-muted max-sm:hidden">· edited</span> : null}
            <ChevronDown aria-hidden="true" />
          </Button>
        }
      >
        {builtInViews.map(entry)}
        {shared.length > 0 ? <MenuGroup label="The project's">{shared.map(entry)}</MenuGroup> : null}
        {own.length > 0 ? <MenuGroup label="Your own">{own.map(entry)}</MenuGroup> : null}
        <MenuSeparator />
        {canEdit && isEdited ? (
          <MenuItem
            icon={<Save />}
            label={`Save changes to “${current.name}”`}
            onSelect={() => attempt(change(current.id, { filters }), "The view was not saved")}
          />
        ) : null}
        <MenuItem icon={<Plus />} label="Save as a view…" onSelect={() => setDialog("save")} />
        {canEdit ? (
          <>
            <MenuItem
              icon={<Pencil />}
              label={`Rename “${current.name}”…`}
              onSelect={() => setDialog("edit")}
            />
            <MenuItem
              icon={<Trash2 />}
              label={`Delete “${current.name}”`}
              danger
              onSelect={() => attempt(removeNow(current), "The view was not deleted")}
            />
          </>
        ) : null}
      </Menu>
      {dialog === "save" ? (
        <ViewDialog
          title="Save as a view"
          start={{ name: "", isShared: false }}
          canShare={canShare}
          confirmLabel="Save view"
          onSave={saveNew}
          onClose={() => setDialog(null)}
        />
      ) : null}
      {dialog === "edit" && current ? (
        <ViewDialog
          title={`Rename “${current.name}”`}
          start={{ name: current.name, isShared: current.isShared === true }}
          canShare={canShare}
          confirmLabel="Save"
          onSave={(named) => edit(current, named)}
          onClose={() => setDialog(null)}
        />
      ) : null}
    </>
  );
}
