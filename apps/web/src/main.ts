import { readRoutes } from "#api/read-routes.ts";
import { createRouteTable } from "#server/http/route-table.ts";
import { startWeb } from "#server/start-web.ts";

/* The web's process: the API through doors of our own, everything else through Next. */
await startWeb(createRouteTable(readRoutes()));
