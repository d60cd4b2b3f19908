"use client";
import type { EditorView } from "@codemirror/view";
import type { AppType } from "@slipway/schemas/apps/app-type";
import { useEffect, useRef } from "react";
import { configJsonSchema } from "#configs/config-json-schema.ts";
import { isSameValue } from "#configs/is-same-value.ts";
import { useModels } from "#lib/use-models.ts";
import { createEditor, type EditorWishes, showProblems, showText } from "./config-editor-view.ts";
import { type ConfigTextFormat, readConfigText, writeConfigText } from "./read-config-text.ts";
import { suggest } from "./suggest.ts";
import type { TextFault } from "./text-fault.ts";
import { TextProblem } from "./text-problem.tsx";

type Config = Readonly<Record<string, unknown>>;

export type DraftOf =
  | { readonly kind: "draft"; readonly config: Config }
  | { readonly kind: "refused"; readonly message: string };

type ConfigTextProps = {
  readonly type: AppType;
  readonly format: ConfigTextFormat;
  readonly config: Config;
  /** What was written before and is no configuration: it is shown instead. */
  readonly fault: TextFault | null;
  /** What is wrong in the configuration, by dotted path. */
  readonly errors: ReadonlyMap<string, string>;
  /** A configuration as drafts hold it, or why none can. */
  readonly toDraft: (config: Config) => DraftOf;
  readonly onConfig: (config: Config) => void;
  readonly onFault: (fault: TextFault | null) => void;
  readonly onUndo: (() => void) | null;
  readonly onRedo: (() => void) | null;
};

/** The configuration as a text: with completion and errors from the same schema as the form, and in step with it. */
export function ConfigText(props: ConfigTextProps) {
  const { type, format, config, fault, errors } = props;
  const parentRef = useRef<HTMLDivElement>(null);
  const viewRef = useRef<EditorView | null>(null);
  const models = useModels().data ?? [];
  const wishes: EditorWishes = {
    suggestAt: (place) =>
      suggest(
        configJsonSchema(type),
        place,
        models.map(({ ref }) => ref),
      ),
    onText: (text) => takeText(props, text),
    onUndo: () => step(props, props.onUndo),
    onRedo: () => step(props, props.onRedo),
  };
  const wanted = fault?.format === format ? fault.text : writeConfigText(config, format);
  const latest = useRef({ wishes, props, wanted });
  latest.current = { wishes, props, wanted };

  // CodeMirror is the outside: it owns its part of the page, and is made anew for another format.
  useEffect(() => {
    if (!parentRef.current) return;
    const view = createEditor({
      parent: parentRef.current,
      text: latest.current.wanted,
      format,
      wishes: () => latest.current.wishes,
    });
    viewRef.current = view;
    return () => view.destroy();
  }, [format]);

  // What was changed in the form, undone or discarded shows in the text; what already says the same stays as it is written.
  useEffect(() => {
    const view = viewRef.current;
    if (!view) return;
    if (!saysTheSame(latest.current.props, view.state.doc.toString())) showText(view, wanted);
    const read = readConfigText(view.state.doc.toString(), format);
    showProblems(
      view,
      read.kind === "broken"
        ? read.problems
        : [...errors].map(([path, message]) => ({ ...read.locate(path), message })),
    );
  }, [wanted, errors, format]);

  return (
    <div className="flex h-full min-h-0 flex-col">
      <div ref={parentRef} className="min-h-0 flex-1" />
      <TextProblem fault={fault} errors={errors} />
    </div>
  );
}

function saysTheSame({ format, config, fault, toDraft }: ConfigTextProps, text: string): boolean {
  if (fault) return fault.text === text;
  const read = readConfigText(text, format);
  const draft = read.kind === "read" ? toDraft(read.config) : null;
  return draft?.kind === "draft" && isSameValue(draft.config, config);
}

function takeText({ format, config, toDraft, onConfig, onFault }: ConfigTextProps, text: string): void {
  const read = readConfigText(text, format);
  if (read.kind === "broken") {
    const [problem] = read.problems;
    const line = text.slice(0, problem?.from ?? 0).split("\n").length;
    onFault({ format, text, line, message: problem?.message ?? "This cannot be read." });
    return;
  }
  const draft = toDraft(read.config);
  if (draft.kind === "refused") {
    onFault({ format, text, line: 1, message: draft.message });
    return;
  }
  onFault(null);
  if (!isSameValue(draft.config, config)) onConfig(draft.config);
}

/** While the text is broken the text takes its own typing back, letter by letter; else the draft does, in both views. */
function step({ fault }: ConfigTextProps, act: (() => void) | null): boolean {
  if (fault) return false;
  act?.();
  return true;
}
