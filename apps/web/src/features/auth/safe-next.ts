import type { Route } from "next";

const home: Route = "/apps";

/**
 * Where to go after signing in, from the `next` of a URL that anybody may have written. Only a path of this origin: what
 * a browser could read as another site (`//evil`, `/\evil`, a scheme, control characters that it drops) leads to the apps.
 */
export function safeNext(next: string | readonly string[] | undefined): Route {
  if (typeof next !== "string" || !next.startsWith("/")) return home;
  const base = "http://slipway.invalid";
  if (!URL.canParse(next, base)) return home;
  const { origin, pathname, search, hash } = new URL(next, base);
  if (origin !== base || pathname.startsWith("//") || isAuthPage(pathname)) return home;
  return `${pathname}${search}${hash}` as Route;
}

/** Coming back to these after signing in would be going round in circles. */
function isAuthPage(pathname: string): boolean {
  return pathname === "/" || pathname === "/sign-in" || pathname === "/setup";
}
