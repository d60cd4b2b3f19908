import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { createBoundedRegExp } from "#json-schema/bounded-regexp.ts";
import { runBounded } from "#json-schema/run-bounded.ts";

export type Schema = Readonly<Record<string, unknown>>;

export type CompiledSchema =
  | { readonly kind: "compiled"; readonly validate: ValidateFunction }
  | { readonly kind: "unusable"; readonly message: string };

/** Compiling costs a millisecond or more, and the same schemas serve many runs, each in a copy of its own. */
const bySchema = new WeakMap<Schema, CompiledSchema>();
const byText = new Map<string, CompiledSchema>();
const maxKept = 100;

const longestMs = 2_000;

/** A schema made ready to check values. It may come from anybody: nothing is fetched, and it is given up after two seconds. */
export function compileSchema(schema: Schema): CompiledSchema {
  const known = bySchema.get(schema);
  if (known) return known;
  const text = JSON.stringify(schema);
  const made = byText.get(text) ?? compile(schema);
  bySchema.set(schema, made);
  keep(text, made);
  return made;
}

/** Those used last are remembered. */
function keep(text: string, made: CompiledSchema): void {
  byText.delete(text);
  byText.set(text, made);
  const [oldest] = byText.keys();
  if (byText.size > maxKept && oldest !== undefined) byText.delete(oldest);
}

function compile(schema: Schema): CompiledSchema {
  try {
    // An instance of its own: two tools may give their schemas the same id.
    const ajv = new Ajv2020({
      allErrors: true,
      strict: false,
      validateFormats: false,
      unicodeRegExp: false,
      logger: false,
      code: { regExp: boundedRegExp },
    });
    return { kind: "compiled", validate: runBounded(longestMs, () => ajv.compile(schema)) };
  } catch (error) {
    return { kind: "unusable", message: error instanceof Error ? error.message : String(error) };
  }
}

/** `code` is what Ajv would write into a module of its own, which nobody asks for. */
const boundedRegExp = Object.assign((pattern: string, flags: string) => createBoundedRegExp(pattern, flags), {
  code: "createBoundedRegExp",
});
