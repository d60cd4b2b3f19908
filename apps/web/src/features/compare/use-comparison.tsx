"use client";
import type { App } from "@slipway/schemas/apps/app";
import { useState } from "react";
import { writePaneDraft } from "./draft-shelf.ts";
import { newComparison } from "./new-comparison.ts";
import type { PaneConfig } from "./pane-config.ts";
import type { PaneActions } from "./pane-head.tsx";
import { maxPanes, type PaneSource, type PaneSpec, playgroundDraft } from "./pane-spec.ts";
import { usePaneConfigs } from "./use-pane-configs.ts";
import { usePanes } from "./use-panes.ts";
import { useThisOne } from "./use-this-one.ts";

/** The panes of a comparison, what each runs with, and what can be done with them. */
export function useComparison(app: App) {
  const { panes, changePanes } = usePanes(app);
  const configs = usePaneConfigs(app, panes);
  const choose = useThisOne(app);
  /** Which pane's own draft is open. */
  const [editing, setEditing] = useState<{ readonly at: number; readonly name: string } | null>(null);
  // Panes are told apart by their place: when places change, everything that belongs to one begins anew.
  const [epoch, setEpoch] = useState(0);

  const setSource = (at: number, source: PaneSource) =>
    changePanes((now) => now.map((pane, place) => (place === at ? { ...pane, source } : pane)));

  function edit(at: number) {
    const source = panes[at]?.source;
    const config = configs[at];
    if (config?.kind !== "ready") return;
    const isOwn = source?.kind === "draft" && source.name !== playgroundDraft;
    const name = isOwn ? source.name : newComparison();
    if (!isOwn) {
      writePaneDraft(app.id, name, { base: config.base, config: config.config });
      setSource(at, { kind: "draft", name });
    }
    setEditing({ at, name });
  }
  function setModel(at: number, model: string) {
    const source = panes[at]?.source;
    const config = configs[at];
    if (config?.kind !== "ready" || !source) return;
    if (source.kind === "revision") {
      setSource(at, { ...source, model });
      return;
    }
    const name = source.name === playgroundDraft ? newComparison() : source.name;
    writePaneDraft(app.id, name, { base: config.base, config: { ...config.config, model } });
    setSource(at, { kind: "draft", name });
  }
  function remove(at: number) {
    const source = panes[at]?.source;
    if (source?.kind === "draft" && source.name !== playgroundDraft)
      writePaneDraft(app.id, source.name, null);
    changePanes((now) => now.filter((_, place) => place !== at));
    setEpoch(epoch + 1);
  }
  return {
    panes,
    configs,
    changePanes,
    epoch,
    editing,
    closeEditor: () => setEditing(null),
    addPane: () => changePanes((now) => (now.length < maxPanes ? [...now, copyOf(now.at(-1), app)] : now)),
    startOver() {
      changePanes((now) => now.map((pane) => ({ ...pane, sessionId: null })));
      setEpoch(epoch + 1);
    },
    actionsOf: (at: number): PaneActions => ({
      onChoose: (source) => setSource(at, source),
      onModel: (model) => setModel(at, model),
      onEdit: () => edit(at),
      onUse() {
        const pane: PaneConfig | undefined = configs[at];
        if (pane?.kind === "ready") choose({ pane, sessionId: panes[at]?.sessionId ?? null });
      },
      onRemove: panes.length > 1 ? () => remove(at) : undefined,
    }),
  };
}

/** Another pane begins like the last one, with a session of its own; two must not share one draft. */
function copyOf(last: PaneSpec | undefined, app: App): PaneSpec {
  const newest: PaneSource = { kind: "revision", number: app.latestRevision, model: null };
  const source = last?.source.kind === "revision" ? last.source : newest;
  return { source, sessionId: null };
}
