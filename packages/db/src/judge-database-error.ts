/** What a statement that threw says about trying it again. */
export type DatabaseTrouble =
  /** The database is away, busy or restarting: the same statement may succeed later. */
  | "away"
  /** It judged what the statement carries: sending that again changes nothing. */
  | "refused"
  /** Anything else: a fault of ours. */
  | "fault";

/** SQLSTATE classes: 22 data, 23 constraint, 54 too large or complex (postgresql.org/docs/current/errcodes-appendix.html). */
const refusedClasses = new Set(["22", "23", "54"]);
/** 08 connection, 25 a transaction that lost its connection, 40 rolled back, 53 resources, 55 not available, 57 shut down, 58 system. */
const awayClasses = new Set(["08", "25", "40", "53", "55", "57", "58"]);

/** Reads an error of a statement. Errors without an SQLSTATE come from the connection, or are no database's at all. */
export function judgeDatabaseError(error: unknown): DatabaseTrouble {
  if (!(error instanceof Error)) return "fault";
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (errno.test(code)) return "away";
  if (refusedClasses.has(code.slice(0, 2))) return "refused";
  return awayClasses.has(code.slice(0, 2)) || lostConnection.test(error.message) ? "away" : "fault";
}

/** A socket's error, such as ECONNREFUSED. No class of SQLSTATEs begins with an E. */
const errno = /^E[A-Z]{3,}$/;

/** How pg and its pool say that a connection is gone or did not come: they give no code. */
const lostConnection =
  /connection terminated|connection timeout|timeout expired|timeout exceeded|query read timeout|not queryable|client was closed|connection error/i;
