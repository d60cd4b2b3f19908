import { readFileSync } from "node:fs";
import type { ConnectionOptions } from "node:tls";
import type { ClientConfig, PoolConfig } from "pg";

const sslModes = ["disable", "require", "verify-ca", "verify-full", "no-verify"] as const;
type SslMode = (typeof sslModes)[number];

const knownParameters = new Set([
  "host",
  "port",
  "schema",
  "sslmode",
  "sslrootcert",
  "sslcert",
  "sslkey",
  "channel_binding",
  "application_name",
  "connect_timeout",
  "connection_limit",
  "options",
]);

export class DatabaseUrlError extends Error {
  override name = "DatabaseUrlError";
}

/** Everything `pg` needs, in discrete fields, for a pool as for one client. */
export type ConnectionConfig = ClientConfig & Pick<PoolConfig, "max"> & { readonly database: string };

/**
 * Reads a `DATABASE_URL`, the only form in which a database is named between our processes:
 * `postgresql://user:password@host:5432/database?sslmode=require`, and for a Unix socket
 * `postgresql://user:password@localhost/database?host=/directory/of/the/socket`.
 *
 * Discrete fields on purpose: `pg` lets a `connectionString` win over a `database` that stands beside it.
 * Parameters as in libpq; a parameter that would have no effect is refused with a {@link DatabaseUrlError},
 * whose message never contains the password.
 */
export function connectionConfig(url: string): ConnectionConfig {
  const parsed = parseUrl(url);
  const parameters = parsed.searchParams;
  refuseUnknown(parameters);
  const config: ConnectionConfig = {
    host:
      parameters.get("host") || decodeURIComponent(parsed.hostname).replace(/^\[|\]$/g, "") || "localhost",
    port: wholeNumber("port", parameters.get("port") ?? (parsed.port || "5432")),
    database: decodeURIComponent(parsed.pathname.slice(1)) || "postgres",
  };
  if (parsed.username) config.user = decodeURIComponent(parsed.username);
  if (parsed.password) config.password = decodeURIComponent(parsed.password);
  const ssl = sslOptions(parameters);
  if (ssl !== undefined) config.ssl = ssl;
  return { ...config, ...sessionOptions(parameters) };
}

/** The schema named by the URL (`?schema=`, as Prisma writes it), where it is not the default one. */
export function schemaName(url: string): string | undefined {
  return parseUrl(url).searchParams.get("schema") ?? undefined;
}

/** The same server and options, another database. */
export function withDatabase(url: string, database: string): string {
  const parsed = parseUrl(url);
  parsed.pathname = `/${encodeURIComponent(database)}`;
  return parsed.toString();
}

function parseUrl(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol !== "postgresql:" && parsed?.protocol !== "postgres:") {
    throw new DatabaseUrlError(
      "DATABASE_URL is not a PostgreSQL address: write it as postgresql://user:password@host:5432/database.",
    );
  }
  return parsed;
}

function refuseUnknown(parameters: URLSearchParams): void {
  const unknown = [...parameters.keys()].filter((name) => !knownParameters.has(name));
  if (unknown.length > 0) {
    throw new DatabaseUrlError(
      `DATABASE_URL has parameters that would have no effect (${unknown.join(", ")}): remove them.`,
    );
  }
}

/** Without sslmode there is no TLS, which is `pg`'s own default. */
function sslOptions(parameters: URLSearchParams): false | ConnectionOptions | undefined {
  const mode = parameters.get("sslmode");
  if (mode === null) return;
  if (!isSslMode(mode)) {
    throw new DatabaseUrlError(
      `DATABASE_URL has sslmode=${mode}, which cannot be kept: use one of ${sslModes.join(", ")}.`,
    );
  }
  if (mode === "disable") return false;
  return { ...certificates(parameters), ...verification(mode, parameters.has("sslrootcert")) };
}

/** As in libpq: `require` only encrypts, unless a root certificate is given: then it is `verify-ca`. */
function verification(mode: Exclude<SslMode, "disable">, hasRootCertificate: boolean): ConnectionOptions {
  const anyHostName = { checkServerIdentity: () => undefined };
  switch (mode) {
    case "verify-full":
      return { rejectUnauthorized: true };
    case "verify-ca":
      return { rejectUnauthorized: true, ...anyHostName };
    case "require":
      return hasRootCertificate
        ? { rejectUnauthorized: true, ...anyHostName }
        : { rejectUnauthorized: false };
    case "no-verify":
      return { rejectUnauthorized: false };
  }
}

function certificates(parameters: URLSearchParams): ConnectionOptions {
  const read = (name: string) => {
    const path = parameters.get(name);
    return path ? readFileSync(path, "utf8") : undefined;
  };
  const [ca, cert, key] = ["sslrootcert", "sslcert", "sslkey"].map(read);
  return { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) };
}

function sessionOptions(parameters: URLSearchParams): Partial<ConnectionConfig> {
  const seconds = parameters.get("connect_timeout");
  const limit = parameters.get("connection_limit");
  const applicationName = parameters.get("application_name");
  const schema = parameters.get("schema");
  const options = [parameters.get("options"), schema && `-c search_path=${escapeOption(schema)}`]
    .filter(Boolean)
    .join(" ");
  return {
    ...(seconds && { connectionTimeoutMillis: wholeNumber("connect_timeout", seconds) * 1000 }),
    ...(limit && { max: wholeNumber("connection_limit", limit) }),
    ...(applicationName && { application_name: applicationName }),
    ...(options && { options }),
    ...(parameters.get("channel_binding") === "require" && { enableChannelBinding: true }),
  };
}

/** The server splits `options` at blanks and treats a backslash as the escape. */
function escapeOption(schema: string): string {
  return `"${schema.replaceAll('"', '""')}"`.replaceAll(/[\\\s]/g, (character) => `\\${character}`);
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text))
    throw new DatabaseUrlError(`DATABASE_URL has ${name}=${text}, which is no number.`);
  return Number(text);
}

function isSslMode(text: string): text is SslMode {
  return sslModes.some((mode) => mode === text);
}
