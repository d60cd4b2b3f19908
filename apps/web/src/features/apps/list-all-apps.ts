import { App } from "@slipway/schemas/apps/app";
import { pageOf } from "@slipway/schemas/public-api/page";
import { api } from "#lib/api-client.ts";

const AppPage = pageOf(App);

export type WhichApps = {
  readonly archived: boolean;
  /** With how often each ran in the last day. */
  readonly withActivity?: boolean;
};

/** Every app of the project, archived or not, newest first; page after page, so that searching finds them all. */
export async function listAllApps(
  { archived, withActivity }: WhichApps,
  signal: AbortSignal,
): Promise<App[]> {
  const apps: App[] = [];
  let cursor: string | undefined;
  do {
    const activity = withActivity ? "day" : undefined;
    const query = { archived, activity, limit: 200, cursor };
    const page = await api.get("/apps", { schema: AppPage, query, signal });
    apps.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return apps;
}
