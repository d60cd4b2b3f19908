import { EgressRefusedError } from "@slipway/egress/egress-error";
import type { ModelFailure } from "#harness/harness.ts";

type Cause = Pick<ModelFailure, "kind" | "message">;

/** Why no answer came at all. Names the endpoint as it was configured, never the address that it resolved to. */
export function networkFailure(error: unknown, baseUrl: string): Cause {
  if (error instanceof EgressRefusedError) return { kind: "rejected", message: error.message };
  const endpoint = URL.canParse(baseUrl) ? new URL(baseUrl).origin : "the endpoint";
  const code = codeOf(error);
  if (code !== null && lostConnections.has(code)) {
    return { kind: "cut", message: `${endpoint} closed the connection without an answer.` };
  }
  return {
    kind: "unreachable",
    message: `Could not reach ${endpoint}: ${reasons[code ?? ""] ?? wordsOf(error)}.`,
  };
}

const lostConnections: ReadonlySet<string> = new Set(["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"]);

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "there is no such host",
  EAI_AGAIN: "its name could not be resolved now",
  EHOSTUNREACH: "the host cannot be reached",
  ENETUNREACH: "the network cannot be reached",
  ETIMEDOUT: "it did not answer in time",
  UND_ERR_CONNECT_TIMEOUT: "it did not accept a connection in time",
};

/** The innermost code: fetch wraps what the socket said, and a socket with several addresses what each of them said. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const inner = codeOf(error.cause) ?? (error instanceof AggregateError ? codeOf(error.errors[0]) : null);
  if (inner !== null) return inner;
  return "code" in error && typeof error.code === "string" ? error.code : null;
}

/** For a certificate that is wrong, say, the code is the best explanation that does not hold an address. */
function wordsOf(error: unknown): string {
  return codeOf(error) ?? (error instanceof Error ? error.name : "unknown cause");
}
