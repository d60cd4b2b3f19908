import { isOrderedPart, isSameValue } from "./is-same-value.ts";

type Fields = Readonly<Record<string, unknown>>;

export type Merge = {
  readonly config: Fields;
  /** Dotted paths of what both changed, and not to the same: there `mine` is taken. */
  readonly overlaps: readonly string[];
};

type Sides = { readonly base: unknown; readonly mine: unknown; readonly theirs: unknown };

/** What two people made of one configuration, together: each one's changes, field by field. */
export function mergeConfigs(sides: {
  readonly base: Fields;
  readonly mine: Fields;
  readonly theirs: Fields;
}): Merge {
  return mergeFields("", sides);
}

function mergeFields(path: string, { base, mine, theirs }: Record<keyof Sides, Fields>): Merge {
  const overlaps: string[] = [];
  const isMyOrder = isOrderedPart(path) && Object.keys(theirs).join() === Object.keys(base).join();
  const [first, second] = isMyOrder ? [mine, theirs] : [theirs, mine];
  const names = [...new Set([...Object.keys(first), ...Object.keys(second)])];
  const entries = names.map((name) => {
    const at = path === "" ? name : `${path}.${name}`;
    const merged = mergeValue(at, {
      base: own(base, name),
      mine: own(mine, name),
      theirs: own(theirs, name),
    });
    overlaps.push(...merged.overlaps);
    return [name, merged.value] as const;
  });
  return { config: Object.fromEntries(entries.filter(([, value]) => value !== undefined)), overlaps };
}

function mergeValue(
  path: string,
  { base, mine, theirs }: Sides,
): { value: unknown; overlaps: readonly string[] } {
  if (isSameValue(mine, theirs, path) || isSameValue(mine, base, path))
    return { value: theirs, overlaps: [] };
  if (isSameValue(theirs, base, path)) return { value: mine, overlaps: [] };
  if (isFields(mine) && isFields(theirs)) {
    const { config, overlaps } = mergeFields(path, { base: isFields(base) ? base : {}, mine, theirs });
    return { value: config, overlaps };
  }
  return { value: mine, overlaps: [path] };
}

function own(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
