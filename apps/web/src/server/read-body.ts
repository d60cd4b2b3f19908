import { AppError } from "@slipway/schemas/errors/app-error";
import type { ApiRequest, RequestHeaders } from "#server/http/api-request.ts";

export const maxBodyBytes = 1_048_576;

const decoder = new TextDecoder();

type Cap = { readonly bytes: number; readonly words: string };

/**
 * Reads a JSON body of at most 1 MiB, or of what its route takes, counting while it arrives: never more than that is held. Sending none at all counts
 * as `{}`. Throws `payload_too_large`, and `invalid_request` for another content type or broken JSON.
 */
export async function readJsonBody(
  request: Pick<ApiRequest, "headers" | "body">,
  bytes = maxBodyBytes,
): Promise<unknown> {
  if (isBodiless(request.headers)) return {};
  const contentType = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(contentType)) {
    throw new AppError("invalid_request", "Send the body as JSON, with Content-Type: application/json.");
  }
  const text = decoder.decode(await readBytes(request, { bytes, words: `${bytes / maxBodyBytes} MiB` }));
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

function isBodiless(headers: RequestHeaders): boolean {
  const length = headers.get("content-length") ?? "0";
  return length === "0" && !headers.has("transfer-encoding") && !headers.has("content-type");
}

/** Reads a body of at most `cap`, counting while it arrives. Rejects with `payload_too_large`. */
export function readBytes(
  { headers, body }: Pick<ApiRequest, "headers" | "body">,
  cap: Cap,
): Promise<Buffer> {
  if (Number(headers.get("content-length") ?? 0) > cap.bytes) return Promise.reject(tooLarge(cap));
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  let length = 0;
  const take = (chunk: Buffer) => {
    length += chunk.byteLength;
    if (length <= cap.bytes) {
      chunks.push(chunk);
      return;
    }
    body.off("data", take);
    reject(tooLarge(cap));
  };
  const cut = () => {
    if (!body.readableEnded)
      reject(new AppError("invalid_request", "The body ended before all of it was sent."));
  };
  body.on("data", take);
  body.once("end", () => resolve(Buffer.concat(chunks, length)));
  body.once("close", cut).once("error", cut);
  // Its sender may have gone before anybody listened.
  if (body.destroyed) cut();
  return promise;
}

function tooLarge({ words }: Cap): AppError {
  return new AppError("payload_too_large", `The body is larger than ${words}.`);
}
