import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { createGatedFetch } from "#harness/model-call/gated-fetch.ts";

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

/** A stream that the test writes. */
async function givenStream(contentType: string) {
  const asked = Promise.withResolvers<ServerResponse>();
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": contentType });
    asked.resolve(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanups.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const write = async (text: string) => {
    const response = await asked.promise;
    await new Promise((resolve) => response.write(text, resolve));
  };
  return { url: `http://127.0.0.1:${port}/`, write };
}

const text = (content: string) => `data: {"choices":[{"delta":{"content":"${content}"}}]}\n\n`;

function givenGate() {
  const opened = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const pass = () => {
    asked.resolve();
    return opened.promise;
  };
  return { pass, open: opened.resolve, asked: asked.promise };
}

type Reader = ReadableStreamDefaultReader<Uint8Array> | undefined;

const readText = async (reader: Reader) => String(Buffer.from((await reader?.read())?.value ?? []));

/** Two portions, which nobody waits for. */
async function readFirstWords(reader: Reader, write: (text: string) => Promise<void>) {
  const first = await readText(reader);
  await write(text("b"));
  return first + (await readText(reader));
}

it("reads the first words at once, no more while the gate is closed, and then what has gathered as one", async () => {
  const { url, write } = await givenStream("text/event-stream; charset=utf-8");
  const gate = givenGate();
  const answer = createGatedFetch(fetch, gate)(url);
  await write(text("a"));
  const reader = (await answer).body?.getReader();
  let all = await readFirstWords(reader, write);
  let hasRead = false;
  const read = readText(reader).finally(() => {
    hasRead = true;
  });
  await gate.asked;
  await write(text("c"));
  await write(text("d"));
  expect(hasRead).toBe(false);
  gate.open();
  all += await read;
  while (!all.includes('d"}')) all += await readText(reader);
  const contents = [...all.matchAll(/"content":"(\w+)"/g)].map(([, content]) => content);
  expect(contents.join("")).toBe("abcd");
});

it("waits for no gate when the call is cut", async () => {
  const { url, write } = await givenStream("text/event-stream");
  const cut = new AbortController();
  const gate = givenGate();
  const answer = createGatedFetch(fetch, gate)(url, { signal: cut.signal });
  await write(text("a"));
  const reader = (await answer).body?.getReader();
  await readFirstWords(reader, write);
  const read = readText(reader);
  await gate.asked;
  cut.abort(new Error("cut"));
  await expect(read).rejects.toThrow();
});

it("leaves alone what is no event stream", async () => {
  const { url, write } = await givenStream("application/json");
  const pass = () => Promise.reject(new Error("Nobody asks"));
  const answer = createGatedFetch(fetch, { pass })(url);
  await write("{}");
  const { value } = (await (await answer).body?.getReader().read()) ?? {};
  expect(String(Buffer.from(value ?? []))).toBe("{}");
});
