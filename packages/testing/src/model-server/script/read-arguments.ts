import { ScriptError } from "#model-server/script/script-error.ts";

/** A duration such as `20ms`, `2s` or `1.5s`, in milliseconds. */
export function readDuration(text: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(text) ?? [];
  if (amount === undefined) throw new ScriptError(`"${text}" is not a duration such as 20ms or 1.5s`);
  return Number(amount) * (unit === "s" ? 1000 : 1);
}

export function readCount(text: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new ScriptError(`"${text}" is not a whole number from 0 to 9999999`);
  return Number(text);
}

/** A JSON string (exact), or the text as it stands. */
export function readText(text: string): { readonly text: string; readonly isExact: boolean } {
  if (text === "") throw new ScriptError("the text is missing");
  if (!text.startsWith('"')) return { text, isExact: false };
  const value = readJson(text);
  if (typeof value !== "string") throw new ScriptError(`${text} is not a JSON string`);
  return { text: value, isExact: true };
}

export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ScriptError(`${text} is not valid JSON`, { cause: error });
  }
}

export type Modifiers = {
  readonly every?: string;
  readonly after?: string;
  readonly times?: string;
  readonly "retry-after"?: string;
  readonly in?: string;
  readonly out?: string;
  readonly cached?: string;
  readonly reasoning?: string;
};

/** Reads `name value` pairs in any order. Every name must be in `allowed`; `after` takes the word "tokens" behind its value. */
export function readModifiers<Name extends keyof Modifiers>(
  words: readonly string[],
  allowed: readonly Name[],
): Pick<Modifiers, Name> {
  const found = new Map<string, string>();
  for (let index = 0; index < words.length; index += 2) {
    const name = words[index] ?? "";
    const value = words[index + 1];
    if (!allowed.some((known) => known === name)) throw new ScriptError(`"${name}" is not understood`);
    if (value === undefined) throw new ScriptError(`"${name}" needs a value`);
    if (found.has(name)) throw new ScriptError(`"${name}" is given twice`);
    found.set(name, value);
    if (name === "after") {
      if (words[index + 2] !== "tokens") throw new ScriptError(`write "after ${value} tokens"`);
      index += 1;
    }
  }
  return Object.fromEntries(found) as Pick<Modifiers, Name>;
}
