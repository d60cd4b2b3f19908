import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Answer } from "#server/answers.ts";
import { type ApiRequest, toApiRequest } from "#server/http/api-request.ts";
import { sendAnswer } from "#server/http/send-answer.ts";

export type Ask = {
  readonly headers?: Record<string, string> | undefined;
  readonly signal?: AbortSignal | undefined;
};

export type AnswerServer = AsyncDisposable & {
  /** Sends a request that `handle` answers, over a real connection. Rejects with what `handle` throws. */
  ask(handle: (request: ApiRequest) => Promise<Answer> | Answer, ask?: Ask): Promise<Response>;
  /** The web's side of the answer that was asked for last. */
  readonly last: () => ServerResponse | undefined;
};

/** The web's own way of reading requests and writing answers, in front of functions that a test hands over. */
export async function startAnswerServer(): Promise<AnswerServer> {
  type Waiting = {
    handle: (request: ApiRequest) => Promise<Answer> | Answer;
    refuse: (why: unknown) => void;
  };
  const waiting = new Map<string, Waiting>();
  let last: ServerResponse | undefined;
  const server = createServer(async (incoming, outgoing) => {
    const asked = waiting.get(incoming.url ?? "");
    if (!asked) throw new Error(`Nobody asked for ${incoming.url}`);
    last = outgoing;
    try {
      sendAnswer(outgoing, await asked.handle(toApiRequest(incoming, outgoing)));
    } catch (error) {
      asked.refuse(error);
      outgoing.destroy();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  let count = 0;
  return {
    last: () => last,
    ask: async (handle, { headers = {}, signal } = {}) => {
      count += 1;
      const path = `/${count}`;
      const { promise: refused, reject } = Promise.withResolvers<never>();
      waiting.set(path, { handle, refuse: reject });
      const answered = fetch(`http://127.0.0.1:${port}${path}`, { headers, ...(signal ? { signal } : {}) });
      return await Promise.race([refused, answered]);
    },
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
