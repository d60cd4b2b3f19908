import { connectionConfig } from "@slipway/db/connection-config";
import pg from "pg";
import { type KeepPostgresAlive, keepPostgresAlive } from "#postgres/keep-postgres-alive.ts";
import { StartError } from "#start-error.ts";

export type OpenDatabase = {
  readonly url: string;
  /** Whether it is an embedded server that a killed launcher left running. */
  readonly reused: boolean;
  /** Ends the embedded server; leaves an external one alone. */
  stop(): Promise<void>;
};

export type OpenDatabaseOptions = Pick<
  KeepPostgresAlive,
  "directory" | "logFile" | "onCrash" | "onRestart"
> & {
  readonly databaseUrl: string | undefined;
};

const oldestVersion = 15;

/**
 * The database of DATABASE_URL, checked, or the embedded one, started and kept alive.
 * @throws StartError when it cannot be used, without the password.
 */
export async function openDatabase({ databaseUrl, ...embedded }: OpenDatabaseOptions): Promise<OpenDatabase> {
  if (databaseUrl !== undefined) {
    await checkExternal(databaseUrl);
    return { url: databaseUrl, reused: false, stop: () => Promise.resolve() };
  }
  return await keepPostgresAlive(embedded);
}

async function checkExternal(url: string): Promise<void> {
  const client = new pg.Client({ connectionTimeoutMillis: 5000, ...connectionConfig(url) });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      "select current_setting('server_version_num')::int / 10000 as version",
    );
    const version = rows[0]?.version ?? 0;
    if (version >= oldestVersion) return;
    throw new StartError(
      `The database of DATABASE_URL is PostgreSQL ${version} and Slipway needs ${oldestVersion} or later: use a newer one, or unset DATABASE_URL for the embedded one.`,
    );
  } catch (error) {
    throw error instanceof StartError ? error : unreachable(url, error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function unreachable(url: string, error: unknown): StartError {
  const { host, port, database } = connectionConfig(url);
  const reason =
    error instanceof Error ? error.message || (error as NodeJS.ErrnoException).code : String(error);
  return new StartError(
    `The database ${database} at ${host}:${port} cannot be used (${reason}): check DATABASE_URL, or unset it for the embedded one.`,
    { cause: error },
  );
}
