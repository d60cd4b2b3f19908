import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { AppError } from "@slipway/schemas/errors/app-error";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { toApiRequest } from "#server/http/api-request.ts";
import { drainRequest } from "#server/http/drain-request.ts";
import { maxBodyBytes, readJsonBody } from "./read-body.ts";

/** How much had arrived on the last connection when it was answered, and with what it was. */
let arrived = 0;
let answered = Promise.withResolvers<unknown>();
let server: Server;

beforeAll(async () => {
  server = createServer(async (incoming, outgoing) => {
    const answer = await readJsonBody(toApiRequest(incoming, outgoing)).catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error;
      outgoing.statusCode = error.status;
      return error.code;
    });
    arrived = incoming.socket.bytesRead;
    answered.resolve(answer);
    outgoing.end(JSON.stringify(answer));
    drainRequest(incoming);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
beforeEach(() => {
  answered = Promise.withResolvers();
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

it("gives up a body whose sender goes away in the middle", async () => {
  const sending = startSending({ "content-length": "100" });
  sending.write('{"a":');
  await once(server, "request");
  sending.destroy();
  expect(await answered.promise).toBe("invalid_request");
});

it("C66 does not read on for ever what is too large: the connection is closed after 8 MiB more", async () => {
  const { port } = server.address() as AddressInfo;
  const sending = connect(port, "127.0.0.1").on("error", () => undefined);
  const closed = new Promise((done) => sending.once("close", done));
  sending.write(
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
  );
  const chunk = Buffer.concat([Buffer.from("100000\r\n"), Buffer.alloc(1_048_576, " "), Buffer.from("\r\n")]);
  let sent = 0;
  const push = () => {
    for (let hasRoom = true; hasRoom && sent < 200; sent += 1) hasRoom = sending.write(chunk);
  };
  sending.on("drain", push).resume();
  push();
  await closed;
  expect(await answered.promise).toBe("payload_too_large");
  expect(sent).toBeLessThan(200);
});

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
  const { port } = server.address() as AddressInfo;
  const none = await fetch(`http://127.0.0.1:${port}/`, { method: "POST" });
  expect(await none.json()).toEqual({});
  expect(await send({ body: "" })).toMatchObject({ status: 400, text: '"invalid_request"' });
});
