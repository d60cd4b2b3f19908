import { globSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Handlers, Route } from "#server/http/route-table.ts";

/**
 * Every route of the API: each `route.ts` below this folder, by the folders that it stands in. A file is loaded when it
 * is first asked for: that is what the start and an idle process need not pay for.
 */
export function readRoutes(): Route[] {
  return globSync("**/route.ts", { cwd: import.meta.dirname })
    .sort()
    .map((file) => {
      const { href } = pathToFileURL(path.join(import.meta.dirname, file));
      let loading: Promise<Handlers> | undefined;
      return {
        address: `/api/${path.dirname(file)}`,
        load: () => {
          loading ??= import(href);
          return loading;
        },
      };
    });
}
