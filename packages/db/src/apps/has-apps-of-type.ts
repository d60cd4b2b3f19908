import type { AppType } from "@slipway/schemas/apps/app-type";
import type { Sql } from "#db.ts";
import { run, statement } from "#statement.ts";

const existsStatement = statement<{ found: boolean }>(
  "has-apps-of-type",
  "select exists (select from app where type = $1 and archived_at is null) as found",
);

/** Whether any project has an app of this type in use: what a process is to be ready for. */
export async function hasAppsOfType(sql: Sql, type: AppType): Promise<boolean> {
  const [row] = await run(sql, existsStatement, [type]);
  return row?.found === true;
}
