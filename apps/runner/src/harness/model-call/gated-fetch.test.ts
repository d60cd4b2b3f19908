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

it("reads nothing while the gate is closed, and then what has gathered as one", async () => {
  const { url, write } = await givenStream("text/event-stream; charset=utf-8");
  const gate = givenGate();
  const answer = createGatedFetch(fetch, gate)(url);
  await write(text("a"));
  const reader = (await answer).body?.getReader();
  let hasRead = false;
  const read = reader?.read().finally(() => {
    hasRead = true;
  });
  await gate.asked;
  await write(text("b"));
  await write(text("c"));
  expect(hasRead).toBe(false);
  gate.open();
  let all = String(Buffer.from((await read)?.value ?? []));
  while (!all.includes('c"}')) all += String(Buffer.from((await reader?.read())?.value ?? []));
  const contents = [...all.matchAll(/"content":"(\w+)"/g)].map(([, content]) => content);
  expect(contents.join("")).toBe("abc");
});

it("waits for no gate when the call is cut", async () => {
  const { url, write } = await givenStream("text/event-stream");
  const cut = new AbortController();
  const gate = givenGate();
  const answer = createGatedFetch(fetch, gate)(url, { signal: cut.signal });
  await write(text("a"));
  const read = (await answer).text();
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
