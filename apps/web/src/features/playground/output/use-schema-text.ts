"use client";
import { useState } from "react";
import { readSchemaText, writeSchemaText } from "./schema-text.ts";

/** An output schema in a draft; a text while it cannot be read as JSON. */
export type DraftSchema = Readonly<Record<string, unknown>> | string;

/** A schema as somebody types it: their line breaks and spaces stay, whatever the draft keeps of it. */
export function useSchemaText(
  schema: DraftSchema | undefined,
  onChange: (schema: DraftSchema | undefined) => void,
) {
  const [state, setState] = useState(() => ({ schema, text: writeSchemaText(schema) }));
  // What came from elsewhere (undo, another revision) takes the place of what was typed here.
  if (schema !== state.schema) setState({ schema, text: writeSchemaText(schema) });
  const { text } = state;

  function put(next: DraftSchema | undefined, typed = writeSchemaText(next)) {
    setState({ schema: next, text: typed });
    onChange(next);
  }
  return {
    text,
    read: readSchemaText(text),
    put: (next: DraftSchema | undefined) => put(next),
    edit(typed: string) {
      const parsed = readSchemaText(typed);
      // What cannot be read stands in the draft as it is: it is kept, and nothing can run with it.
      put(parsed.kind === "schema" ? parsed.schema : typed, typed);
    },
  };
}
