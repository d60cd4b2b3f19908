import type { ServerResponse } from "node:http";
import type { ProviderError } from "#model-server/provider-error.ts";
import type { FinishReason, ReportedUsage } from "#model-server/script/reply-step.ts";
import { type CollectedAnswer, collectAnswer } from "#model-server/wire/collect-answer.ts";
import { sendError, sendJson } from "#model-server/wire/send-json.ts";
import type { ReplyWriter } from "#model-server/wire/wire.ts";

type Shapes = {
  /** The answer's body. Null as reason: it has ended without one. */
  readonly body: (
    answer: CollectedAnswer,
    ending: { readonly reason: FinishReason | null; readonly usage: ReportedUsage | undefined },
  ) => unknown;
  readonly errorBody: (error: ProviderError) => unknown;
};

/** Sends an answer in one piece when the reply is over; its pauses pass all the same. */
export function createWholeAnswerWriter(response: ServerResponse, shapes: Shapes): ReplyWriter {
  const answer = collectAnswer();

  function end(body: unknown): void {
    if (response.headersSent) response.end(answer.raw ?? JSON.stringify(body));
    else if (answer.raw === undefined) sendJson(response, { status: 200, body });
    else response.writeHead(200, { "content-type": "application/json" }).end(answer.raw);
  }

  return {
    open() {
      if (response.headersSent) return;
      response.writeHead(200, { "content-type": "application/json" }).flushHeaders();
    },
    add(part) {
      answer.add(part);
      return 0; // Nothing can be sent early, so there is never a reason to flush.
    },
    flush(onSent) {
      onSent?.();
      return true;
    },
    fail(error) {
      if (response.headersSent) end(shapes.errorBody(error));
      else sendError(response, error, shapes.errorBody(error));
    },
    end: () => end(shapes.body(answer, { reason: null, usage: undefined })),
    finish: (ending) => end(shapes.body(answer, ending)),
  };
}
