/**
 * Undoes what a server has done to its answer, although it was asked for none of it. Some do so all the same, and so does
 * what stands in between.
 */
export function decodeBody(body: ReadableStream<Uint8Array>, headers: Headers): ReadableStream<Uint8Array> {
  const encoding = headers.get("content-encoding")?.trim().toLowerCase() ?? "identity";
  if (encoding === "identity" || encoding === "") return body;
  const format = formats.get(encoding);
  if (!format) throw new TypeError(`The answer is encoded as ${encoding}, which was not asked for.`);
  return body.pipeThrough(ownBytes()).pipeThrough(new DecompressionStream(format));
}

/** Pieces that share their memory with nobody, as decompressing wants them. */
function ownBytes(): TransformStream<Uint8Array, Uint8Array<ArrayBuffer>> {
  return new TransformStream({ transform: (piece, to) => to.enqueue(new Uint8Array(piece)) });
}

const formats: ReadonlyMap<string, "gzip" | "deflate"> = new Map([
  ["gzip", "gzip"],
  ["x-gzip", "gzip"],
  ["deflate", "deflate"],
]);
