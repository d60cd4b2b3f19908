import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";

export type ReceivedSpan = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  readonly resource: ReadonlyMap<string, string>;
};

type Receiver = AsyncDisposable & {
  readonly url: string;
  readonly spans: ReceivedSpan[];
  readonly headers: IncomingHttpHeaders[];
};

/** A collector on loopback. `answer` is the status it sends; "hang" never answers. */
export async function startOtlpReceiver(answer: number | "hang" = 200): Promise<Receiver> {
  const spans: ReceivedSpan[] = [];
  const headers: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      headers.push(request.headers);
      if (answer === 200)
        spans.push(...decodeSpans(request.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body));
      if (answer === "hang") return;
      response.writeHead(answer, { "content-type": "application/x-protobuf" }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    spans,
    headers,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Reads ExportTraceServiceRequest (opentelemetry/proto/collector/trace/v1) by its field numbers. */
function decodeSpans(body: Buffer): ReceivedSpan[] {
  return messages(body, 1).flatMap((resourceSpans) => {
    const resource = new Map(
      messages(resourceSpans, 1)
        .flatMap((message) => messages(message, 1))
        .map((pair) => [text(pair, 1), text(messages(pair, 2)[0] ?? Buffer.alloc(0), 1)]),
    );
    return messages(resourceSpans, 2)
      .flatMap((scopeSpans) => messages(scopeSpans, 2))
      .map((span) => ({
        traceId: hex(span, 1),
        spanId: hex(span, 2),
        parentSpanId: hex(span, 4),
        name: text(span, 5),
        resource,
      }));
  });
}

/** The length-delimited fields with this number. https://protobuf.dev/programming-guides/encoding/ */
function messages(bytes: Buffer, wanted: number): Buffer[] {
  const found: Buffer[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes.readUInt8(at++);
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const wire = tag & 7;
    if (wire === 0) varint();
    else if (wire === 1) at += 8;
    else if (wire === 5) at += 4;
    else if (wire === 2) {
      const length = varint();
      if (tag >> 3 === wanted) found.push(bytes.subarray(at, at + length));
      at += length;
    } else throw new Error(`Wire type ${wire} is not protobuf.`);
  }
  return found;
}

const text = (bytes: Buffer, field: number) => messages(bytes, field)[0]?.toString("utf8") ?? "";
const hex = (bytes: Buffer, field: number) => messages(bytes, field)[0]?.toString("hex") ?? "";
