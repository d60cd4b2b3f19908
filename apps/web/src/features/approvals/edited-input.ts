import { findUnstorable } from "@slipway/schemas/errors/find-unstorable";

type Input = Readonly<Record<string, unknown>>;

/** What a person changes of a call: one text of it where that is all that matters, else the whole as JSON. */
export type InputDraft =
  | { readonly kind: "text"; readonly key: string; readonly label: string; readonly text: string }
  | { readonly kind: "json"; readonly label: string; readonly text: string };

export type ReadDraft =
  | { readonly status: "same" }
  | { readonly status: "edited"; readonly input: Input }
  | { readonly status: "invalid"; readonly problem: string };

const mainTexts: Readonly<Record<string, { readonly key: string; readonly label: string }>> = {
  bash: { key: "command", label: "Command" },
  write: { key: "content", label: "Content" },
};

/** The draft with which editing begins. */
export function draftOf(tool: string, input: Input): InputDraft {
  const main = mainTexts[tool];
  const value = main ? input[main.key] : undefined;
  if (main && typeof value === "string") return { kind: "text", ...main, text: value };
  return { kind: "json", label: "Input (JSON)", text: JSON.stringify(input, null, 2) };
}

/** What the draft comes to. The server checks it once more, against the tool's schema and the rules that deny. */
export function readDraft(draft: InputDraft, input: Input): ReadDraft {
  const read = draft.kind === "text" ? { ...input, [draft.key]: draft.text } : parseObject(draft.text);
  if (read === null) return { status: "invalid", problem: "This is not a JSON object." };
  if (typeof read === "string") return { status: "invalid", problem: read };
  const [fault] = findUnstorable(read);
  if (fault) return { status: "invalid", problem: fault.message };
  return JSON.stringify(read) === JSON.stringify(input)
    ? { status: "same" }
    : { status: "edited", input: read };
}

/** A text is what is wrong with it. */
function parseObject(text: string): Input | string | null {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? { ...value } : null;
  } catch (error) {
    return error instanceof SyntaxError ? `This is not JSON: ${error.message}` : null;
  }
}
