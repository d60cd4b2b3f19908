export type Routes = ReadonlyMap<string, { readonly method: string; readonly asks: "reply" | "models" }>;

/** What a path asks for, of those that are fixed. */
export function routeOf(
  routes: Routes,
  method: string,
  path: string,
): "reply" | "models" | "wrong-method" | undefined {
  const known = routes.get(path);
  if (!known) return undefined;
  return known.method === method ? known.asks : "wrong-method";
}
