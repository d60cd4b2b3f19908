import type { Answer } from "#server/answers.ts";
import type { ApiRequest } from "#server/http/api-request.ts";

export const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof methods)[number];

/** What the brackets of a route's address stand for. */
export type RouteParams = Readonly<Record<string, string>>;
export type Handler = (request: ApiRequest, params: RouteParams) => Promise<Answer>;
/** What a route's file exports. */
export type Handlers = Readonly<Partial<Record<Method, Handler>>>;

/** A route by its address, such as `/api/v1/apps/[app]`; `[...path]` at the end takes all that follows. */
export type Route = { readonly address: string; readonly load: () => Promise<Handlers> };

export type RouteTable = { readonly find: (path: string) => FoundRoute | null };
export type FoundRoute = { readonly load: Route["load"]; readonly params: RouteParams };

/** A place in the tree of addresses; `route` ends here, `rest` takes whatever follows. */
type Place = {
  readonly named: Map<string, Place>;
  bracket: Place | null;
  route: Leaf | null;
  rest: Leaf | null;
};
type Leaf = { readonly load: Route["load"]; readonly names: readonly string[] };

/** Finds routes segment by segment: names go before brackets, brackets before what takes the rest. */
export function createRouteTable(routes: readonly Route[]): RouteTable {
  const root = emptyPlace();
  for (const { address, load } of routes) {
    const names = [...address.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map(([, name = ""]) => name);
    add(root, address.split("/").slice(1), { load, names });
  }
  return {
    find: (path) => {
      const found = walk(root, path.split("/"), 1);
      if (!found) return null;
      const { leaf, values } = found;
      const entries = leaf.names.map((name, index) => [name, decode(values[index] ?? "")]);
      return { load: leaf.load, params: Object.fromEntries(entries) };
    },
  };
}

function emptyPlace(): Place {
  return { named: new Map(), bracket: null, route: null, rest: null };
}

function add(place: Place, [segment, ...others]: readonly string[], leaf: Leaf): void {
  if (segment === undefined) {
    place.route = leaf;
  } else if (segment.startsWith("[...")) {
    place.rest = leaf;
  } else if (segment.startsWith("[")) {
    place.bracket ??= emptyPlace();
    add(place.bracket, others, leaf);
  } else {
    const next = place.named.get(segment) ?? emptyPlace();
    place.named.set(segment, next);
    add(next, others, leaf);
  }
}

type Found = { readonly leaf: Leaf; readonly values: readonly string[] };

function walk(place: Place, segments: readonly string[], at: number): Found | null {
  const segment = segments[at];
  if (segment === undefined) return place.route && { leaf: place.route, values: [] };
  const named = place.named.get(segment);
  const byName = named ? walk(named, segments, at + 1) : null;
  if (byName) return byName;
  if (segment === "") return null;
  const byBracket = place.bracket && walk(place.bracket, segments, at + 1);
  if (byBracket) return { leaf: byBracket.leaf, values: [segment, ...byBracket.values] };
  return place.rest && { leaf: place.rest, values: [segments.slice(at).join("/")] };
}

/** What is not encoded correctly names nothing that we have: it is looked for as it is. */
function decode(value: string): string {
  if (!value.includes("%")) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
