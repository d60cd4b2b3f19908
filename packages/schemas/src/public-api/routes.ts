import type { Route } from "#public-api/route.ts";
import { adminRoutes } from "#public-api/routes/admin-routes.ts";
import { administrationRoutes } from "#public-api/routes/administration-routes.ts";
import { appRoutes } from "#public-api/routes/app-routes.ts";
import { approvalRoutes } from "#public-api/routes/approval-routes.ts";
import { fileRoutes } from "#public-api/routes/file-routes.ts";
import { instanceRoutes } from "#public-api/routes/instance-routes.ts";
import { runRoutes } from "#public-api/routes/run-routes.ts";
import { runViewRoutes } from "#public-api/routes/run-view-routes.ts";
import { sessionRoutes } from "#public-api/routes/session-routes.ts";
import { sightRoutes } from "#public-api/routes/sight-routes.ts";
import { testCaseRoutes } from "#public-api/routes/test-case-routes.ts";

/** Every route of the public API that this release serves. */
export const routes: readonly Route[] = [
  ...instanceRoutes,
  ...appRoutes,
  ...testCaseRoutes,
  ...sessionRoutes,
  ...runRoutes,
  ...runViewRoutes,
  ...approvalRoutes,
  ...fileRoutes,
  ...administrationRoutes,
  ...sightRoutes,
  ...adminRoutes,
];
