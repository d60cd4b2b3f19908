import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createReplyChooser } from "#model-server/choose-reply.ts";
import { createGates } from "#model-server/delivery/gates.ts";
import { createPacer } from "#model-server/delivery/pacer.ts";
import type { HandlerContext } from "#model-server/handle-request.ts";
import { createReplyQueue, type RequestFilter } from "#model-server/reply-queue.ts";
import { createRequestLog, type LoggedRequest } from "#model-server/request-log.ts";
import type { Reply } from "#model-server/script/reply-step.ts";
import { serve } from "#model-server/serve.ts";
import { anthropicMessages } from "#model-server/wire/anthropic-messages.ts";
import { googleGenerativeAi } from "#model-server/wire/google-generative-ai.ts";
import { openAiCompletions } from "#model-server/wire/openai-completions.ts";
import { openAiResponses } from "#model-server/wire/openai-responses.ts";

export type ModelServerOptions = {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** The ids of `GET /v1/models`; a request for another one is refused. Default: `scripted` and `scripted-small`. */
  readonly models?: readonly string[];
  /** The only key that is accepted; without it no key is asked for. */
  readonly apiKey?: string;
  /** Refuses longer conversations, in tokens as the server counts them. Default: no limit. */
  readonly contextTokens?: number;
  /** Time between tokens where the script says nothing, in milliseconds. Default: 0, all at once. */
  readonly tokenEveryMs?: number;
  /** Top-level request parameters to accept besides the provider's own. */
  readonly extraParameters?: readonly string[];
};

export type ModelServer = AsyncDisposable & {
  /** `http://127.0.0.1:<port>`, without a path: the base URL for OpenAI clients is `${url}/v1`, for Anthropic `url`, for Google `${url}/v1beta`. */
  readonly url: string;
  /** Every request to a provider's path, oldest first. */
  readonly requests: readonly LoggedRequest[];
  /**
   * Answers the next matching requests with the turns of this script, before looking at what the prompt says. Throws a
   * ScriptError when the text is wrong. Without `when` it matches every request.
   */
  script(script: string | readonly Reply[], when?: RequestFilter): void;
  /** Scripts given to `script` that are not used up. */
  unusedScripts(): number;
  /** The oldest matching request that no earlier call has returned, as soon as there is one. Rejects when the server closes first. */
  nextRequest(matches?: (request: LoggedRequest) => boolean): Promise<LoggedRequest>;
  /** Opens a gate for good. */
  open(gate: string): void;
  /** Resolves once a reply waits, or has waited, at the gate. */
  reached(gate: string): Promise<void>;
  /** Ends every connection and frees the port. */
  close(): Promise<void>;
};

/** Starts the scripted model server on loopback. Rejects when the port is taken. */
export async function startModelServer(options: ModelServerOptions = {}): Promise<ModelServer> {
  const queue = createReplyQueue();
  const log = createRequestLog();
  const gates = createGates();
  const pacer = createPacer();
  const context: HandlerContext = {
    wires: [openAiCompletions, openAiResponses, anthropicMessages, googleGenerativeAi],
    models: options.models ?? ["scripted", "scripted-small"],
    apiKey: options.apiKey,
    contextTokens: options.contextTokens,
    tokenEveryMs: options.tokenEveryMs ?? 0,
    extraParameters: options.extraParameters ?? [],
    log,
    chooseReply: createReplyChooser(queue),
    pacer,
    gates,
  };
  const server = createServer({ noDelay: true, keepAlive: true, requestTimeout: 0 }, (incoming, response) => {
    void serve(incoming, response, context);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function close(): Promise<void> {
    if (!server.listening) return;
    pacer.close();
    log.close();
    const closed = new Promise((resolve) => server.once("close", resolve));
    server.close();
    server.closeAllConnections();
    await closed;
  }

  return {
    url,
    requests: log.entries,
    script: (script, when = () => true) => queue.add(script, when),
    unusedScripts: () => queue.size(),
    nextRequest: (matches = () => true) => log.next(matches),
    open: (gate) => gates.open(gate),
    reached: (gate) => gates.reached(gate),
    close,
    [Symbol.asyncDispose]: close,
  };
}
