import type { RunFilterName } from "../run-view-filters.ts";
import { same, type TypedField, type TypedValue } from "./typed-fields.ts";

export type ReadTyped = {
  /** Filters that became of it. */
  readonly changes: Partial<Record<RunFilterName, string>>;
  /** What stays to be looked for. */
  readonly rest: string;
  /** What is no filter, with what is possible. */
  readonly problems: readonly string[];
};

/** `name:value`, or `name:"several words"`: a word of letters before the colon, so that addresses and times are text. */
const token = /(?<=^|\s)([a-z]+):("[^"]*"|(?![/\s])\S+)(?=\s|$)/gi;

/** Takes the filters out of what was typed. What cannot be one stays, and is told. */
export function readTyped(text: string, fields: readonly TypedField[]): ReadTyped {
  const changes: Partial<Record<RunFilterName, string>> = {};
  const problems: string[] = [];
  const rest = text.replace(token, (whole, name: string, quoted: string) => {
    const field = fields.find((each) => same(each.name, name));
    const typed = quoted.replaceAll('"', "").trim();
    const value = field?.read(typed) || null;
    if (field && value !== null) {
      changes[field.filter] = value;
      return "";
    }
    problems.push(field ? noValue(field, typed) : noField(name, fields));
    return whole;
  });
  return { changes, rest: rest.replaceAll(/\s+/g, " ").trimStart(), problems };
}

function noField(name: string, fields: readonly TypedField[]): string {
  return `There is no filter “${name}”: it is searched for as text. Filters are ${fields.map((field) => field.name).join(", ")}.`;
}

const mostNamed = 8;

function noValue(field: TypedField, typed: string): string {
  if (!field.values) return `“${typed}” is no ${field.name}. Write it like ${field.name}:${field.example}.`;
  const names = field.values.map((value) => value.typed);
  if (names.length === 0) return `There is no ${field.name} “${typed}”: there is none at all yet.`;
  const more = names.length > mostNamed ? ", …" : "";
  return `There is no ${field.name} “${typed}”. Possible: ${names.slice(0, mostNamed).join(", ")}${more}.`;
}

export type Completion = {
  /** The whole text with it. */
  readonly text: string;
  readonly label: string;
  readonly hint: string;
  /** It is a filter with its value, not only its name. */
  readonly isWhole: boolean;
};

const mostOffered = 8;

/** What the last word may become. */
export function completeTyped(text: string, fields: readonly TypedField[]): Completion[] {
  const [, before = "", word = ""] = /^(.*?(?:^|\s))((?:[a-z]+:"[^"]*|\S*))$/is.exec(text) ?? [];
  const colon = word.indexOf(":");
  if (word === "") return [];
  if (colon < 0) {
    return fields
      .filter(({ name }) => name.startsWith(word.toLowerCase()))
      .map(({ name, hint }) => ({ text: `${before}${name}:`, label: `${name}:`, hint, isWhole: false }));
  }
  const field = fields.find(({ name }) => same(name, word.slice(0, colon)));
  const begun = word
    .slice(colon + 1)
    .replaceAll('"', "")
    .toLowerCase();
  const whole = (value: TypedValue): Completion => {
    const typed = /\s/.test(value.typed) ? `"${value.typed}"` : value.typed;
    const label = `${field?.name}:${typed}`;
    return { text: `${before}${label} `, label, hint: "", isWhole: true };
  };
  return (field?.values ?? [])
    .filter(({ typed }) => typed.toLowerCase().includes(begun))
    .slice(0, mostOffered)
    .map(whole);
}

/** Whether the last word is a filter that is still being typed: it is no word to look for. */
export function isHalfTyped(text: string, fields: readonly TypedField[]): boolean {
  const [, name] = /(?:^|\s)([a-z]+):(?:"[^"]*|[^\s"]*)$/i.exec(text) ?? [];
  return name !== undefined && fields.some((field) => same(field.name, name));
}
