import type { ServerResponse } from "node:http";
import { pipeline, Readable } from "node:stream";
import { securityHeaders } from "#security/security-headers.ts";
import type { Answer } from "#server/answers.ts";
import { sendStream } from "#server/http/send-stream.ts";

/** Statuses whose answers have no body, and say nothing of its length (RFC 9110, 6.4.1 and 8.6). */
const bodiless: ReadonlySet<number> = new Set([204, 304]);

/** Writes an answer. The client may be gone already: then whatever would have filled the body is let go. */
export function sendAnswer(outgoing: ServerResponse, { status, headers, body }: Answer): void {
  const isHead = outgoing.req.method === "HEAD";
  if (body instanceof Readable && (isHead || outgoing.destroyed)) body.destroy();
  if (outgoing.destroyed) return;
  if (body === null || typeof body === "string") {
    const text = body ?? "";
    const length = bodiless.has(status) ? {} : { "content-length": String(Buffer.byteLength(text)) };
    outgoing.writeHead(status, { ...securityHeaders, ...length, ...headers });
    outgoing.end(isHead ? undefined : text);
    return;
  }
  outgoing.writeHead(status, { ...securityHeaders, ...headers });
  if (isHead) outgoing.end();
  else if (body instanceof Readable) pipeline(body, outgoing, ignore);
  else sendStream(outgoing, body);
}

/** A file that cannot be read to its end, or a client that left: the connection is closed, which the client sees. */
function ignore(): void {
  // The head is sent: there is nothing else that could be said.
}
