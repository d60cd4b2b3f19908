import type { AppType } from "@slipway/schemas/apps/app-type";
import {
  type ConfigErrors,
  type DraftConfig,
  findConfigErrors,
  type StoredDraft,
} from "#features/playground/index.ts";
import { type PaneSource, playgroundDraft } from "./pane-spec.ts";

/** What a pane runs with. */
export type PaneConfig =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly message: string }
  /** A draft that this browser does not keep. */
  | { readonly kind: "missing"; readonly name: string }
  | ReadyPane;

export type ReadyPane = {
  readonly kind: "ready";
  /** `r3 · gpt-5`, as it stands over the pane. */
  readonly title: string;
  readonly config: DraftConfig;
  /** The revision that it is, or that it was made from. */
  readonly base: number | null;
  /** What the invoke names. */
  readonly target: { readonly revision: number } | { readonly config: DraftConfig };
  readonly errors: ConfigErrors;
};

/** A revision as it is, or with another model. */
export function revisionPane(
  type: AppType,
  source: Extract<PaneSource, { kind: "revision" }>,
  own: DraftConfig,
): ReadyPane {
  const { number, model } = source;
  const isChanged = model !== null && model !== own.model;
  const config = isChanged ? { ...own, model } : own;
  return {
    kind: "ready",
    title: `r${number}${isChanged ? ` · ${shortModel(model)}` : ""}`,
    config,
    base: number,
    target: isChanged ? { config } : { revision: number },
    errors: findConfigErrors(type, config),
  };
}

export function draftPane(type: AppType, name: string, draft: StoredDraft | null): PaneConfig {
  if (!draft) return { kind: "missing", name };
  const { base, config } = draft;
  const what = name === playgroundDraft ? "Playground" : "Own draft";
  return {
    kind: "ready",
    title: base === null ? what : `${what} · r${base} edited`,
    config,
    base,
    target: { config },
    errors: findConfigErrors(type, config),
  };
}

/** A model without its provider. */
function shortModel(ref: string): string {
  return ref.slice(ref.indexOf("/") + 1);
}
