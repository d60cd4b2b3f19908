import { globSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { RouteHandler } from "#server/door.ts";
import type { PublicRouteHandler } from "#server/public-door.ts";

export const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof methods)[number];

export type Handlers = Partial<Record<Method, RouteHandler | PublicRouteHandler>>;

/** Every route file of the API with what it exports, by its address as Next writes it: `/api/v1/apps/[app]`. */
export async function readDoors(): Promise<Map<string, Handlers>> {
  const folder = path.dirname(import.meta.dirname);
  const doors = new Map<string, Handlers>();
  for (const file of globSync("**/route.ts", { cwd: folder }).sort()) {
    doors.set(`/api/${path.dirname(file)}`, await import(pathToFileURL(path.join(folder, file)).href));
  }
  return doors;
}
