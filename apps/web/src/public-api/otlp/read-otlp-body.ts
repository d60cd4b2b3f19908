import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { AppError } from "@slipway/schemas/errors/app-error";
import { decodeProtobuf } from "@slipway/tracing/otlp-in/decode-protobuf";
import { BrokenProtobuf } from "@slipway/tracing/otlp-in/read-fields";
import type { ApiRequest, RequestHeaders } from "#server/http/api-request.ts";
import { readBytes } from "#server/read-body.ts";

/** As sent, and as it is after unpacking: what unpacks to more is refused before it fills the memory. */
const sentCap = { bytes: 4 * 1_048_576, words: "4 MiB" };
const unpackedCap = { bytes: 16 * 1_048_576, words: "16 MiB" };

const unzip = promisify(gunzip);

export type OtlpEncoding = "protobuf" | "json";

/** Reads an export request, whatever form it came in, as OTLP's JSON. Throws what the sender can put right. */
export async function readOtlpBody(request: ApiRequest): Promise<{ encoding: OtlpEncoding; body: unknown }> {
  const encoding = encodingOf(request.headers);
  const sent = await readBytes(request, sentCap);
  const bytes = await unpack(sent, request.headers.get("content-encoding"));
  return { encoding, body: encoding === "json" ? parseJson(bytes) : parseProtobuf(bytes) };
}

function encodingOf(headers: RequestHeaders): OtlpEncoding {
  const type = (headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase();
  if (type === "application/x-protobuf") return "protobuf";
  if (type === "application/json") return "json";
  throw new AppError("invalid_request", "Send spans as application/x-protobuf or application/json.");
}

async function unpack(sent: Uint8Array, encoding: string | null): Promise<Uint8Array> {
  const name = encoding?.trim().toLowerCase() || "identity";
  if (name === "identity") return sent;
  if (name !== "gzip") throw new AppError("invalid_request", "Only gzip is understood as Content-Encoding.");
  try {
    return await unzip(sent, { maxOutputLength: unpackedCap.bytes });
  } catch (error) {
    const isBomb = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    throw isBomb
      ? new AppError("payload_too_large", `The body unpacks to more than ${unpackedCap.words}.`, {
          cause: error,
        })
      : broken("The body is not gzip, whatever its header says.", error);
  }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw broken("The body is not valid JSON.", error);
  }
}

function parseProtobuf(bytes: Uint8Array): unknown {
  try {
    return decodeProtobuf(bytes);
  } catch (error) {
    if (!(error instanceof BrokenProtobuf)) throw error;
    throw broken(`The body is no OTLP trace request. ${error.message}`, error);
  }
}

function broken(message: string, cause: unknown): AppError {
  return new AppError("invalid_request", message, { cause });
}
