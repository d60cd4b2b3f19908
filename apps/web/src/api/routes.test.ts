import { globSync } from "node:fs";
import path from "node:path";
import type { Route } from "@slipway/schemas/public-api/route";
import { routes } from "@slipway/schemas/public-api/routes";
import { expect, it } from "vitest";
import type { RouteHandler } from "#server/door.ts";
import { methods } from "#server/http/route-table.ts";
import type { PublicRouteHandler } from "#server/public-door.ts";
import { readRoutes } from "./read-routes.ts";

/** Doors of the browser's own. */
const outsideTheContract = ["/api/auth/[...all]", "/api/setup"];

type Door = RouteHandler | PublicRouteHandler;
type Doors = Readonly<Partial<Record<(typeof methods)[number], Door>>>;

function addressOf(route: Route): string {
  const address = `${route.base ?? "/api/v1"}${route.path}`.replaceAll(/\{(\w+)\}/g, "[$1]");
  return route.rest ? address.replace(/\[(\w+)\]$/, "[...$1]") : address;
}

const doors = new Map<string, Doors>();
for (const { address, load } of readRoutes()) {
  if (!outsideTheContract.includes(address)) doors.set(address, (await load()) as Doors);
}

it("leaves no route to Next: it would never be asked", () => {
  expect(globSync("**/route.{ts,tsx}", { cwd: path.join(import.meta.dirname, "../app") })).toEqual([]);
});

it("has a door for every route of the contract, and no other", () => {
  const declared = routes.map((route) => `${route.method} ${addressOf(route)}`).sort();
  const open = [...doors].flatMap(([address, handlers]) =>
    methods.filter((method) => handlers[method]).map((method) => `${method} ${address}`),
  );
  expect(open.sort()).toEqual(declared);
});

it.each(routes.map((route) => [`${route.method} ${addressOf(route)}`, route] as const))(
  "%s asks for the role, query and body that the contract says",
  (_, route) => {
    const terms: Partial<RouteHandler["terms"]> | PublicRouteHandler["terms"] | undefined = doors.get(
      addressOf(route),
    )?.[route.method]?.terms;
    expect(terms?.role).toBe(route.role);
    const { query, body, isRateLimited, largestBodyBytes, ownerReads } = {
      ownerReads: undefined,
      largestBodyBytes: undefined,
      query: undefined,
      body: undefined,
      isRateLimited: undefined,
      ...terms,
    };
    expect(isRateLimited ?? false, "rate").toBe(route.errors?.includes("rate_limited") ?? false);
    expect(ownerReads, "what the owner reads").toBe(route.ownerReads);
    expect(largestBodyBytes, "size").toBe(route.largestBodyBytes);
    // The very same objects: a schema that only looks alike would drift.
    expect(query === route.query, "query").toBe(true);
    expect(body === route.body, "body").toBe(true);
  },
);
