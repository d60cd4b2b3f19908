"use client";
import type { Template } from "@slipway/schemas/apps/app";
import { useState, useSyncExternalStore } from "react";
import { DraftConfig } from "./draft-config.ts";
import { readDraft } from "./draft-storage.ts";
import type { PlaygroundLayouts } from "./layout-cookie.ts";
import { Playground } from "./playground.tsx";
import { PlaygroundSkeleton } from "./playground-skeleton.tsx";

type NewPlaygroundProps = {
  readonly template: Template;
  /** Asked for by who leads here; else the template's own. */
  readonly model?: string;
  readonly layouts: PlaygroundLayouts;
};

/** The playground on a template's configuration, or on what was made of it before. */
export function NewPlayground(props: NewPlaygroundProps) {
  // What this browser kept is not known to the server: the draft begins once the page is alive.
  const isAlive = useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
  return isAlive ? <NewDraft {...props} /> : <PlaygroundSkeleton />;
}

function NewDraft({ template, model, layouts }: NewPlaygroundProps) {
  const [start] = useState(() => {
    const draftKey = `new:${template.id}` as const;
    const base = { number: null, config: DraftConfig.parse(template.config) };
    return {
      type: template.type,
      slug: null,
      name: template.id === `blank-${template.type}` ? `Untitled ${template.type}` : template.name,
      draftKey,
      base,
      kept: withModel(readDraft(localStorage, draftKey)?.config ?? (model ? base.config : null), model),
    };
  });
  return <Playground start={start} layouts={layouts} />;
}

function withModel(config: DraftConfig | null, model: string | undefined): DraftConfig | null {
  return config && model ? { ...config, model } : config;
}
