import { AppError } from "@slipway/schemas/errors/app-error";

export const maxBodyBytes = 1_048_576;

/** What is read and thrown away of a body that is too large, so that its sender gets to see the answer. */
const drain = { maxBytes: 8 * maxBodyBytes, maxMs: 5_000 } as const;

/**
 * Reads a JSON body of at most 1 MiB, counting while it arrives: never more than that is held. Sending none at all counts
 * as `{}`. Throws `payload_too_large`, and `invalid_request` for another content type or broken JSON.
 */
export async function readJsonBody(request: Request): Promise<unknown> {
  if (isBodiless(request.headers)) return {};
  const contentType = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(contentType)) {
    throw new AppError("invalid_request", "Send the body as JSON, with Content-Type: application/json.");
  }
  const text = new TextDecoder().decode(await readBytes(request));
  try {
    return JSON.parse(text);
  } catch (error) {
    throw brokenJson(text, error);
  }
}

function brokenJson(text: string, cause: unknown): AppError {
  const found = text.trim() === "" ? "is empty" : "is not valid JSON";
  return new AppError("invalid_request", `The body ${found}.`, { cause });
}

function isBodiless(headers: Headers): boolean {
  const length = headers.get("content-length") ?? "0";
  return length === "0" && !headers.has("transfer-encoding") && !headers.has("content-type");
}

async function readBytes(request: Request): Promise<Uint8Array> {
  if (!request.body) return new Uint8Array();
  const reader = request.body.getReader();
  if (Number(request.headers.get("content-length") ?? 0) > maxBodyBytes) throw tooLarge(reader);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks, length);
    length += value.byteLength;
    if (length > maxBodyBytes) throw tooLarge(reader);
    chunks.push(value);
  }
}

type BodyReader = ReadableStreamDefaultReader<Uint8Array>;

function tooLarge(reader: BodyReader): AppError {
  void drainBody(reader);
  return new AppError("payload_too_large", "The body is larger than 1 MiB.");
}

/** Goes on beside the answer. Closing at once would reset the connection, and the sender would see only that. */
async function drainBody(reader: BodyReader): Promise<void> {
  const deadline = setTimeout(() => void reader.cancel().catch(ignore), drain.maxMs);
  try {
    for (let drained = 0; drained < drain.maxBytes; ) {
      const { done, value } = await reader.read();
      if (done) return;
      drained += value.byteLength;
    }
    await reader.cancel();
  } catch {
    // The sender is gone: there is nobody left to be answered.
  } finally {
    clearTimeout(deadline);
  }
}

function ignore(): void {
  // Cancelling a stream that has failed already changes nothing.
}
