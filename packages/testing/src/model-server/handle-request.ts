import type { IncomingMessage, ServerResponse } from "node:http";
import { assertNever } from "#model-server/assert-never.ts";
import type { ReplyChooser } from "#model-server/choose-reply.ts";
import { deliverReply } from "#model-server/delivery/deliver-reply.ts";
import type { Gates } from "#model-server/delivery/gates.ts";
import type { Pacer } from "#model-server/delivery/pacer.ts";
import { openLogEntry } from "#model-server/open-log-entry.ts";
import { ProviderError } from "#model-server/provider-error.ts";
import { parseBody, readBody, requireJson } from "#model-server/read-body.ts";
import type { RequestLog } from "#model-server/request-log.ts";
import { playReply } from "#model-server/script/play-reply.ts";
import type { Reply } from "#model-server/script/reply-step.ts";
import { sendError, sendJson } from "#model-server/wire/send-json.ts";
import type { AcceptedRequest, Wire, WireSettings } from "#model-server/wire/wire.ts";

export type HandlerContext = WireSettings & {
  readonly wires: readonly [Wire, ...Wire[]];
  /** The only key that is accepted. Undefined: none is asked for. */
  readonly apiKey: string | undefined;
  readonly tokenEveryMs: number;
  readonly log: RequestLog;
  readonly chooseReply: ReplyChooser;
  readonly pacer: Pacer;
  readonly gates: Gates;
};

type Exchange = {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
};

/** Logs and answers one request to a provider's path; what is wrong with it is answered as that provider would. */
export async function handleRequest(exchange: Exchange, context: HandlerContext): Promise<void> {
  const { method, path, incoming, response } = exchange;
  const body = parseBody(await readBody(incoming));
  const asked = { method, path, query: exchange.query, headers: incoming.headers };
  const wire = context.wires.find((candidate) => candidate.route(asked)) ?? context.wires[0];
  const question = orRefusal(() => understand({ ...exchange, body, wire }, context));
  const request = question.kind === "reply" ? question.accepted.request : undefined;
  const entry = openLogEntry({ ...exchange, body, request });
  context.log.add(entry);
  switch (question.kind) {
    case "refused":
      sendError(response, question.error, wire.errorBody(question.error));
      return;
    case "models":
      sendJson(response, { status: 200, body: wire.modelList(context.models) });
      return;
    case "reply":
      deliverReply({
        parts: playReply(question.reply, {
          request: question.accepted.request,
          everyMs: context.tokenEveryMs,
        }),
        writer: question.accepted.createWriter(response),
        response,
        pacer: context.pacer,
        gates: context.gates,
        onCut: () => entry.end("cut"),
      });
      return;
    default:
      assertNever(question);
  }
}

type Question =
  | { readonly kind: "models" }
  | { readonly kind: "reply"; readonly accepted: AcceptedRequest; readonly reply: Reply }
  | { readonly kind: "refused"; readonly error: ProviderError };

/** Throws a ProviderError when the provider would refuse the request. */
function understand(
  asked: Exchange & { readonly wire: Wire; readonly body: unknown },
  context: HandlerContext,
): Question {
  const { method, path, query, incoming, body, wire } = asked;
  const { headers } = incoming;
  const asks = wire.route({ method, path, query, headers });
  if (asks === undefined) throw unknownUrl(method, path);
  if (asks === "wrong-method") throw wrongMethod(method, path);
  const key = wire.readKey(headers);
  checkKey(wire, key, context.apiKey);
  if (asks === "models") return { kind: "models" };
  requireJson(incoming, body);
  const accepted = wire.accept(body, context, { method, path, query, headers });
  return { kind: "reply", accepted, reply: context.chooseReply(accepted.request, key) };
}

function orRefusal(read: () => Question): Question {
  try {
    return read();
  } catch (error) {
    if (error instanceof ProviderError) return { kind: "refused", error };
    throw error;
  }
}

function checkKey(wire: Wire, key: string | undefined, expected: string | undefined): void {
  if (expected === undefined || key === expected) return;
  throw key === undefined ? wire.missingKey() : wire.wrongKey(key);
}

function unknownUrl(method: string, path: string): ProviderError {
  return new ProviderError({
    status: 404,
    code: "unknown_url",
    message: `Unknown request URL: ${method} ${path}.`,
  });
}

function wrongMethod(method: string, path: string): ProviderError {
  return new ProviderError({
    status: 405,
    code: "method_not_supported",
    message: `Not allowed to ${method} on ${path}.`,
  });
}
