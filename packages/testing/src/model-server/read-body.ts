import type { IncomingMessage } from "node:http";
import { ProviderError } from "#model-server/provider-error.ts";

/** The body as text. Rejects when the client leaves in the middle. */
export async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** Parsed JSON; undefined when it is none. */
export function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Throws the ProviderError for a body that cannot be read as JSON. */
export function requireJson(incoming: IncomingMessage, body: unknown): void {
  const contentType = incoming.headers["content-type"] ?? "";
  if (!/^application\/json\b/i.test(contentType)) {
    throw new ProviderError({
      status: 400,
      message: `Invalid Content-Type header (${contentType || "none"}), expected application/json.`,
    });
  }
  if (body === undefined) {
    throw new ProviderError({
      status: 400,
      message: "We could not parse the JSON body of your request. The API expects a JSON payload.",
    });
  }
}
