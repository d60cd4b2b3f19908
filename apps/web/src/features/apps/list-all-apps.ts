import { App } from "@slipway/schemas/apps/app";
import { pageOf } from "@slipway/schemas/public-api/page";
import { api } from "#lib/api-client.ts";

const AppPage = pageOf(App);

/** Every app of the project, archived or not, newest first; page after page, so that searching finds them all. */
export async function listAllApps(archived: boolean, signal: AbortSignal): Promise<App[]> {
  const apps: App[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.get("/apps", { schema: AppPage, query: { archived, limit: 200, cursor }, signal });
    apps.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return apps;
}
