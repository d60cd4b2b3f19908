"use client";
import type { App } from "@slipway/schemas/apps/app";
import { useQuery } from "@tanstack/react-query";
import { ConfigEditor, DraftConfig, findConfigErrors, readRevision } from "#features/playground/index.ts";
import { Drawer } from "#ui/drawer.tsx";
import { readPaneDraft, useDraftShelf, writePaneDraft } from "./draft-shelf.ts";

type DraftDrawerProps = {
  readonly app: App;
  readonly letter: string;
  /** The draft that is edited; null: none. */
  readonly name: string | null;
  readonly onClose: () => void;
};

/** A pane's own draft beside the panes: each change holds from the next message on. */
export function DraftDrawer({ app, letter, name, onClose }: DraftDrawerProps) {
  return (
    <Drawer
      title={`Configuration of pane ${letter}`}
      open={name !== null}
      onOpenChange={(open) => !open && onClose()}
    >
      {name === null ? null : <DraftEditor app={app} name={name} />}
    </Drawer>
  );
}

function DraftEditor({ app, name }: { app: App; name: string }) {
  useDraftShelf();
  const draft = readPaneDraft(app.id, name);
  const base = draft?.base ?? null;
  const revision = useQuery({
    queryKey: ["apps", "revision", app.id, base],
    queryFn: async ({ signal }) => DraftConfig.parse((await readRevision(app.id, base ?? 1, signal)).config),
    enabled: base !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!draft) return null;
  return (
    <ConfigEditor
      type={app.type}
      config={draft.config}
      revision={revision.data ?? draft.config}
      errors={findConfigErrors(app.type, draft.config)}
      onChange={(change) => {
        const now = readPaneDraft(app.id, name) ?? draft;
        writePaneDraft(app.id, name, { base: now.base, config: { ...now.config, ...change } });
      }}
    />
  );
}
