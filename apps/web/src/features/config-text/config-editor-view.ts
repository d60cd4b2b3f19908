import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, redo, undo } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { yaml } from "@codemirror/lang-yaml";
import { indentOnInput } from "@codemirror/language";
import { type Diagnostic, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { Annotation, type Extension, Transaction } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { editorLook } from "./editor-look.ts";
import { findJsonPlace } from "./find-json-place.ts";
import { findYamlPlace, type Place } from "./find-place.ts";
import type { ConfigTextFormat } from "./read-config-text.ts";
import type { Suggestion } from "./suggest.ts";

export type EditorWishes = {
  readonly suggestAt: (place: Place) => readonly Suggestion[];
  /** A person changed the text. */
  readonly onText: (text: string) => void;
  /** False: the text itself takes the last typing back. */
  readonly onUndo: () => boolean;
  readonly onRedo: () => boolean;
};

type CreateEditor = {
  readonly parent: HTMLElement;
  readonly text: string;
  readonly format: ConfigTextFormat;
  /** Asked each time: what it answers changes while the editor lives. */
  readonly wishes: () => EditorWishes;
};

/** Marks what came from outside the text: it is not answered, and not undone here. */
const fromOutside = Annotation.define<true>();

export function createEditor({ parent, text, format, wishes }: CreateEditor): EditorView {
  return new EditorView({ parent, doc: text, extensions: extensions(format, wishes) });
}

function extensions(format: ConfigTextFormat, wishes: () => EditorWishes): Extension {
  const complete = (context: CompletionContext) => completeAt(context, format, wishes().suggestAt);
  return [
    lineNumbers(),
    highlightActiveLine(),
    drawSelection(),
    indentOnInput(),
    history(),
    format === "yaml" ? yaml() : json(),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": `Configuration as ${format.toUpperCase()}` }),
    autocompletion({ override: [complete], icons: false }),
    // Tab is left to the browser: it leads out of the editor.
    keymap.of([
      { key: "Mod-z", run: (view) => wishes().onUndo() || undo(view), preventDefault: true },
      { key: "Mod-y", run: (view) => wishes().onRedo() || redo(view), preventDefault: true },
      { key: "Mod-Shift-z", run: (view) => wishes().onRedo() || redo(view), preventDefault: true },
      ...completionKeymap,
      ...lintKeymap,
      ...defaultKeymap,
    ]),
    EditorView.updateListener.of((update) => {
      const isOurs = update.transactions.some((transaction) => transaction.annotation(fromOutside));
      if (update.docChanged && !isOurs) wishes().onText(update.state.doc.toString());
    }),
    editorLook,
  ];
}

function completeAt(
  context: CompletionContext,
  format: ConfigTextFormat,
  suggestAt: EditorWishes["suggestAt"],
): CompletionResult | null {
  const text = context.state.doc.toString();
  const place = format === "yaml" ? findYamlPlace(text, context.pos) : findJsonPlace(text, context.pos);
  if (!place || (place.from === context.pos && place.expects === "name" && !context.explicit)) return null;
  const options = suggestAt(place).map(({ text: label, detail }) => ({
    label,
    apply: written(label, place, format),
    ...(detail ? { info: detail } : {}),
  }));
  return options.length > 0 ? { from: place.from, options, validFor: /^"?[\w./-]*$/ } : null;
}

function written(label: string, { expects }: Place, format: ConfigTextFormat): string {
  if (format === "yaml") return expects === "name" ? `${label}: ` : label;
  if (expects === "name") return `"${label}": `;
  return label === "true" || label === "false" ? label : JSON.stringify(label);
}

/** Shows another text with as little change as can be, so that cursor and scrolling stay. */
export function showText(view: EditorView, text: string): void {
  const before = view.state.doc.toString();
  if (before === text) return;
  let from = 0;
  while (from < Math.min(before.length, text.length) && before[from] === text[from]) from += 1;
  let tail = 0;
  const most = Math.min(before.length, text.length) - from;
  while (tail < most && before.at(-1 - tail) === text.at(-1 - tail)) tail += 1;
  view.dispatch({
    changes: { from, to: before.length - tail, insert: text.slice(from, text.length - tail) },
    annotations: [fromOutside.of(true), Transaction.addToHistory.of(false)],
  });
}

export function showProblems(
  view: EditorView,
  problems: readonly Pick<Diagnostic, "from" | "to" | "message">[],
): void {
  const { length } = view.state.doc;
  const diagnostics = problems.map(({ from, to, message }) => ({
    from: Math.min(from, length),
    to: Math.min(Math.max(to, from + 1), length),
    message,
    severity: "error" as const,
  }));
  view.dispatch(setDiagnostics(view.state, diagnostics));
}
