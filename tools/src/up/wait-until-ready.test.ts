import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterEach, expect, it } from "vitest";
import { waitUntilReady } from "#up/wait-until-ready.ts";

let server: Server | undefined;

afterEach(() => {
  server?.close();
  server?.closeAllConnections();
});

async function serve(answers: readonly { status: number; body: string }[]): Promise<string> {
  let asked = 0;
  server = createServer((_request, response) => {
    const answer = answers[Math.min(asked, answers.length - 1)];
    asked += 1;
    response.writeHead(answer?.status ?? 500).end(answer?.body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/api/ready`;
}

const signal = new AbortController().signal;

it("waits until the web says that all is there", async () => {
  const notYet = { status: 503, body: "no runner" };
  const url = await serve([notYet, notYet, { status: 200, body: "{}" }]);
  await waitUntilReady({ url, timeoutMs: 10_000, logs: "/logs", signal });
});

it("tells what is missing when it takes too long", async () => {
  const url = await serve([{ status: 503, body: '{"missing":["runner"]}' }]);
  await expect(waitUntilReady({ url, timeoutMs: 200, logs: "/logs", signal })).rejects.toThrow(
    'did not get ready within 0.2 s (503 {"missing":["runner"]}): the logs in /logs say why.',
  );
});

it("gives up at once when it is asked to stop", async () => {
  const url = await serve([{ status: 503, body: "" }]);
  const stop = new AbortController();
  const waiting = waitUntilReady({ url, timeoutMs: 60_000, logs: "/logs", signal: stop.signal });
  stop.abort();
  await expect(waiting).rejects.toThrow("aborted");
});
