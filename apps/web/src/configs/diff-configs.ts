import type { ConfigChange } from "@slipway/schemas/apps/revision-diff";
import { diffArrays } from "diff";
import { diffText } from "./diff-text.ts";
import { canonicalJson, isSameValue } from "./is-same-value.ts";
import { rankOfPart } from "./part-order.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Parts whose fields are all optional: one without any says nothing, and each field is a change of its own. */
const optionalFields = { parameters: {}, budget: {} };

/** What differs between two configurations, field by field, in the editor's order; null: there was none. */
export function diffConfigs(before: Fields | null, after: Fields): ConfigChange[] {
  return diffFields("", { ...optionalFields, ...before }, { ...optionalFields, ...after });
}

function diffFields(path: string, before: Fields, after: Fields): ConfigChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const ordered = path === "" ? names.toSorted((one, other) => rankOfPart(one) - rankOfPart(other)) : names;
  return ordered.flatMap((name) =>
    diffValue(below(path, name), ownValue(before, name), ownValue(after, name)),
  );
}

function diffValue(path: string, before: unknown, after: unknown): ConfigChange[] {
  if (isSameValue(before, after, path)) return [];
  if (before === undefined) return [{ kind: "added", path, after }];
  if (after === undefined) return [{ kind: "removed", path, before }];
  if (isFields(before) && isFields(after)) {
    const changes = diffFields(path, before, after);
    // The same fields in another order: which matters where they are not the same value.
    return changes.length > 0 ? changes : [{ kind: "changed", path, before, after }];
  }
  if (isListOfFields(before) && isListOfFields(after)) return diffList(path, before, after);
  if (typeof before === "string" && typeof after === "string" && isProse(before, after)) {
    return [{ kind: "reworded", path, before, after, pieces: diffText(before, after) }];
  }
  return [{ kind: "changed", path, before, after }];
}

/** Identifiers and the like are short and replaced as a whole; words are worth comparing in what has some. */
function isProse(before: string, after: string): boolean {
  return /\s/.test(before.trim()) || /\s/.test(after.trim()) || before.length > 80 || after.length > 80;
}

/** Entries that have a name are found again by it; others by what they hold, and those between by their place. */
function diffList(path: string, before: readonly Fields[], after: readonly Fields[]): ConfigChange[] {
  const names = [namesOf(before), namesOf(after)] as const;
  if (names[0] && names[1]) {
    const changes = diffFields(path, byName(names[0], before), byName(names[1], after));
    if (changes.length > 0) return changes;
    // The same entries in another order: which may well matter.
    return [{ kind: "changed", path, before, after }];
  }
  return diffPlaces(path, before, after);
}

function diffPlaces(path: string, before: readonly Fields[], after: readonly Fields[]): ConfigChange[] {
  return pairUp(
    before.map((each) => canonicalJson(each)),
    after.map((each) => canonicalJson(each)),
  ).flatMap(({ was, is }) => {
    const place = String(is ?? was);
    return diffValue(below(path, place), at(before, was), at(after, is));
  });
}

/** Places in both lists; null: there is none that it became, or came from. */
type Pair = { readonly was: number | null; readonly is: number | null };

/** Which entry became which. What was removed and added at the same place is one entry that changed. */
function pairUp(before: readonly string[], after: readonly string[]): Pair[] {
  const pairs: Pair[] = [];
  let removed: number[] = [];
  let [was, is] = [0, 0];
  function endRemoved() {
    pairs.push(...removed.map((place) => ({ was: place, is: null })));
    removed = [];
  }
  for (const run of diffArrays([...before], [...after])) {
    if (!run.added) endRemoved();
    for (let count = 0; count < run.count; count += 1) {
      if (run.removed) removed.push(was++);
      else if (run.added) pairs.push({ was: removed.shift() ?? null, is: is++ });
      else pairs.push({ was: was++, is: is++ });
    }
  }
  endRemoved();
  return pairs;
}

function at(list: readonly Fields[], place: number | null): Fields | undefined {
  return place === null ? undefined : list[place];
}

function namesOf(list: readonly Fields[]): readonly string[] | null {
  const names = list.map(({ name }) => name).filter((name) => typeof name === "string");
  return new Set(names).size === list.length ? names : null;
}

function byName(names: readonly string[], list: readonly Fields[]): Fields {
  return Object.fromEntries(names.map((name, at) => [name, list[at]]));
}

/** People name variables and schemas as they like: also `constructor`. */
function ownValue(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function below(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isListOfFields(value: unknown): value is readonly Fields[] {
  return Array.isArray(value) && value.every(isFields);
}
