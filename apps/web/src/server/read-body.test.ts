import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { AppError } from "@slipway/schemas/errors/app-error";
import { afterAll, beforeAll, expect, it } from "vitest";
import { maxBodyBytes, readJsonBody } from "./read-body.ts";

/** How much of the last body the reader held at most, and how much arrived. */
let arrived = 0;
let server: Server;

beforeAll(async () => {
  server = createServer(async (incoming, outgoing) => {
    arrived = 0;
    const counted = Readable.from(count(incoming));
    const asked = new Request("http://localhost/", {
      method: "POST",
      headers: incoming.headers as Record<string, string>,
      body: Readable.toWeb(counted) as ReadableStream<Uint8Array>,
      duplex: "half",
    } as RequestInit);
    const answer = await readJsonBody(asked).catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error;
      outgoing.statusCode = error.status;
      return error.code;
    });
    outgoing.end(JSON.stringify(answer));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

it("reads JSON up to 1 MiB to the byte", async () => {
  const fits = JSON.stringify("x".repeat(maxBodyBytes - 2));
  expect((await send({ body: fits })).status).toBe(200);
  expect(await send({ body: `${fits} ` })).toMatchObject({ status: 413, text: '"payload_too_large"' });
});

it("C66 answers 413 before a body of known length has arrived", async () => {
  const sending = startSending({ "content-length": String(64 * maxBodyBytes) });
  sending.write(Buffer.alloc(1024));
  const [response] = (await once(sending, "response")) as [IncomingMessage];
  expect(response.statusCode).toBe(413);
  expect(arrived).toBeLessThan(maxBodyBytes);
  sending.destroy();
});

it("C66 answers 413 to a body of unknown length as soon as it is too long, and its sender can read that", async () => {
  const twoMiB = Buffer.alloc(2 * maxBodyBytes, " ");
  const sending = startSending({ "transfer-encoding": "chunked" });
  const answered = once(sending, "response") as Promise<[IncomingMessage]>;
  sending.end(twoMiB);
  const [response] = await answered;
  expect(response.statusCode).toBe(413);
  expect(await text(response)).toBe('"payload_too_large"');
});

it.each([
  ["", "application/json"],
  ["{", "application/json"],
  ["{}", "text/plain"],
  ["{}", "application/jsonp"],
])("refuses %j as %s", async (body, contentType) => {
  expect(await send({ body, contentType })).toMatchObject({ status: 400, text: '"invalid_request"' });
});

it("takes a charset beside the content type", async () => {
  expect(await send({ body: '{"a":"é"}', contentType: "application/json; charset=utf-8" })).toEqual({
    status: 200,
    text: '{"a":"é"}',
  });
});

async function* count(incoming: IncomingMessage): AsyncGenerator<Uint8Array> {
  for await (const chunk of incoming) {
    arrived += chunk.byteLength;
    yield chunk;
  }
}

function startSending(headers: Record<string, string>) {
  const { port } = server.address() as AddressInfo;
  const all = { "content-type": "application/json", ...headers };
  return request({ host: "127.0.0.1", port, method: "POST", headers: all }).on("error", () => undefined);
}

async function send({ body, contentType = "application/json" }: { body: string; contentType?: string }) {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/`, {
    method: "POST",
    headers: { "content-type": contentType },
    body,
  });
  return { status: response.status, text: await response.text() };
}

it("takes a request without any body for one that says nothing", async () => {
  const asked = new Request("http://localhost/", { method: "POST" });
  expect(await readJsonBody(asked)).toEqual({});
  const empty = new Request("http://localhost/", {
    method: "POST",
    headers: { "content-type": "application/json" },
  });
  await expect(readJsonBody(empty)).rejects.toMatchObject({ code: "invalid_request" });
});
