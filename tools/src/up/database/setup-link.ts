import { openDb } from "@slipway/db/db";
import { createSetupLink } from "@slipway/db/people/create-setup-link";
import type { UpEnv } from "#up/env.ts";

/**
 * Where the first admin is made; `undefined` when there is one, or when the environment names one.
 * Each start gives out a new link, and the one before stops working.
 */
export async function setupLink(
  databaseUrl: string,
  { publicUrl, makesAdmin }: UpEnv,
): Promise<string | undefined> {
  if (makesAdmin) return;
  const db = openDb({
    url: databaseUrl,
    maxConnections: 1,
    applicationName: "slipway start",
    onConnectionError: () => undefined,
  });
  try {
    const token = await createSetupLink(db);
    return token === null ? undefined : `${publicUrl}/setup?token=${token}`;
  } finally {
    await db.close();
  }
}
