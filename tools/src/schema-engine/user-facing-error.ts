import { connectionConfig } from "@slipway/db/connection-config";

/** What Prisma shows: a documented code where there is one, and a sentence. */
export type UserFacingError = {
  readonly error_code?: string;
  readonly message: string;
  readonly meta: Readonly<Record<string, unknown>>;
  readonly is_panic: boolean;
};

/** A failure that Prisma has a code for. */
export class KnownError extends Error {
  readonly errorCode: string;
  constructor(errorCode: string, message: string) {
    super(message);
    this.errorCode = errorCode;
  }
}

/** Codes: https://www.prisma.io/docs/orm/reference/error-reference */
const prismaCodes: Readonly<Record<string, string>> = {
  "3D000": "P1003",
  "28P01": "P1000",
  "28000": "P1000",
  ECONNREFUSED: "P1001",
  ENOTFOUND: "P1001",
  ENOENT: "P1001",
  ETIMEDOUT: "P1001",
};

export function userFacingError(error: unknown, url: string | undefined): UserFacingError {
  const failedMigration = failedMigrationError(messageOf(error));
  if (failedMigration) return failedMigration;
  const code = codeOf(error);
  const message = sentence(code, url) ?? (messageOf(error) || "The database gave no reason.");
  return { ...(code && { error_code: code }), message, meta: {}, is_panic: false };
}

/** The engine tells a failed migration as a sentence with a backtrace; Prisma has a code and a form for it. */
function failedMigrationError(message: string): UserFacingError | undefined {
  const name = /apply_script\s+with migration_name="([^"]+)"/.exec(message)?.[1];
  const databaseError = /Error querying the database: (.*?)\n\s+0: /s.exec(message)?.[1];
  if (name === undefined || databaseError === undefined) return;
  const advice =
    "A migration failed to apply. New migrations cannot be applied before the error is recovered from. Read more about how to resolve migration issues in a production database: https://pris.ly/d/migrate-resolve";
  return {
    error_code: "P3018",
    message: `${advice}\n\nMigration name: ${name}\n\nDatabase error:\n${databaseError}`,
    meta: { migration_name: name, database_error: databaseError },
    is_panic: false,
  };
}

function codeOf(error: unknown): string | undefined {
  if (error instanceof KnownError) return error.errorCode;
  if (!(error instanceof Object && "code" in error) || typeof error.code !== "string") return;
  return /^P\d{4}$/.test(error.code) ? error.code : prismaCodes[error.code];
}

function sentence(code: string | undefined, url: string | undefined): string | undefined {
  if (url === undefined) return;
  const { host, port, database } = connectionConfig(url);
  switch (code) {
    case "P1000":
      return `Authentication failed against the database server at \`${host}\``;
    case "P1001":
      return `Can't reach database server at \`${host}:${port}\``;
    case "P1003":
      return `Database \`${database}\` does not exist`;
    default:
      return;
  }
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === "") return error.errors.map(messageOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}
