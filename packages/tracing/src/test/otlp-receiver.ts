import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { exportRequest } from "#test/otlp-schema.ts";

export type ReceivedSpan = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  readonly kind: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly events: readonly {
    readonly name: string;
    readonly attributes: Readonly<Record<string, unknown>>;
  }[];
  readonly status: { readonly code: string };
  readonly resource: ReadonlyMap<string, unknown>;
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

const AnyValue = z.union([
  z.object({ stringValue: z.string() }).transform((value) => value.stringValue),
  z.object({ boolValue: z.boolean() }).transform((value) => value.boolValue),
  z.object({ intValue: z.string() }).transform((value) => Number(value.intValue)),
  z.object({ doubleValue: z.number() }).transform((value) => value.doubleValue),
  z
    .object({ arrayValue: z.object({ values: z.array(z.object({ stringValue: z.string() })) }) })
    .transform((value) => value.arrayValue.values.map((item) => item.stringValue)),
]);
const Attributes = z
  .array(z.object({ key: z.string(), value: AnyValue }))
  .transform((pairs) => Object.fromEntries(pairs.map(({ key, value }) => [key, value])));

const Request = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: Attributes }),
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.string(),
              name: z.string(),
              kind: z.string(),
              startTimeUnixNano: z.string(),
              endTimeUnixNano: z.string(),
              attributes: Attributes,
              events: z.array(z.object({ name: z.string(), attributes: Attributes })),
              status: z.object({ code: z.string() }),
            }),
          ),
        }),
      ),
    }),
  ),
});

const asHex = (base64: string) => Buffer.from(base64, "base64").toString("hex");

/** Reads a request with a decoder that shares nothing with the exporter. Throws on what the schema does not know. */
function decodeSpans(body: Buffer): ReceivedSpan[] {
  const decoded = exportRequest.toObject(exportRequest.decode(body), {
    longs: String,
    enums: String,
    bytes: String,
    defaults: true,
    oneofs: false,
  });
  return Request.parse(decoded).resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans
      .flatMap(({ spans }) => spans)
      .map((span) => ({
        ...span,
        traceId: asHex(span.traceId),
        spanId: asHex(span.spanId),
        parentSpanId: asHex(span.parentSpanId),
        resource: new Map(Object.entries(resource.attributes)),
      })),
  );
}
