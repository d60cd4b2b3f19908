import type { ErrorDetail } from "@slipway/schemas/errors/error-body";
import {
  findTemplateFaults,
  type PromptPart,
  type PromptSource,
  promptParts,
  variablesOf,
} from "#prompt/prompt-parts.ts";
import { renderTemplate, type Values } from "#templates/render-template.ts";
import { resolveValues } from "#variables/resolve-values.ts";

/** What a model is sent before anything is said in the session. */
export type Prompt = {
  /** Every value that was used, defaults included. */
  readonly values: Values;
  /** What the model is told first; empty: nothing. */
  readonly instructions: string;
  /** A completion's messages; a conversation has none of its own. */
  readonly messages: readonly { readonly role: "user" | "assistant"; readonly content: string }[];
};

export type RenderedPrompt =
  | ({ readonly kind: "prompt" } & Prompt)
  /** Paths start with `input` or `config`. */
  | { readonly kind: "faults"; readonly details: readonly ErrorDetail[] };

/** Of all parts together: what a caller can make of a small prompt and long values is bounded. */
export const longestPrompt = 1_000_000;

/**
 * A configuration's prompt with a caller's values: what the web shows and checks is what the runner sends, for both make
 * it here.
 */
export function renderPrompt(source: PromptSource, given: Values = {}, fixed?: Values): RenderedPrompt {
  const broken = findTemplateFaults(source);
  if (broken.length > 0)
    return {
      kind: "faults",
      details: broken.map(({ path, message }) => ({ path: `config.${path}`, message })),
    };
  const resolved = resolveValues({ variables: variablesOf(source), given, fixed });
  if (resolved.kind === "faults") return resolved;
  const { values } = resolved;
  const parts = renderParts(promptParts(source), values);
  if (parts === null)
    return fault(`The prompt would be longer than ${longestPrompt.toLocaleString("en")} characters.`);
  if (source.prompt === undefined) {
    const [rendered] = parts;
    return {
      kind: "prompt",
      values,
      instructions: rendered?.content ?? source.instructions ?? "",
      messages: [],
    };
  }
  const said = arrange(parts);
  return said === null
    ? fault("With these values the prompt is empty.")
    : { kind: "prompt", values, ...said };
}

type Rendered = Pick<PromptPart, "role" | "content">;

function renderParts(parts: readonly PromptPart[], values: Values): readonly Rendered[] | null {
  const rendered: Rendered[] = [];
  let left = longestPrompt;
  for (const { role, content } of parts) {
    const text = renderTemplate(content, values, left);
    if (text === null) return null;
    left -= text.length;
    rendered.push({ role, content: text });
  }
  return rendered;
}

/**
 * Models take one text of instructions and then a conversation: system messages go there, joined, wherever they stand.
 * What is blank is left out. A prompt of system messages only is said by the user, for a model answers somebody.
 */
function arrange(parts: readonly Rendered[]): Pick<Prompt, "instructions" | "messages"> | null {
  const written = parts.filter(({ content }) => content.trim() !== "");
  const instructions = written
    .flatMap(({ role, content }) => (role === "system" ? [content] : []))
    .join("\n\n");
  const messages = written.flatMap(({ role, content }) => (role === "system" ? [] : [{ role, content }]));
  if (messages.length > 0) return { instructions, messages };
  return instructions === ""
    ? null
    : { instructions: "", messages: [{ role: "user", content: instructions }] };
}

function fault(message: string): RenderedPrompt {
  return { kind: "faults", details: [{ path: "input.variables", message }] };
}
