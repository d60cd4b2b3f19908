import type { ServerResponse } from "node:http";
import type { ContentPart } from "#model-server/script/play-reply.ts";
import type { FinishReason, ReportedUsage } from "#model-server/script/reply-step.ts";
import { createEventStream } from "#model-server/wire/event-stream.ts";
import { googleErrorBody } from "#model-server/wire/google-generative-ai/error-body.ts";
import { signCall, signText } from "#model-server/wire/google-generative-ai/signatures.ts";
import {
  createAnswerId,
  createCallId,
  finishReasons,
  usageMetadata,
} from "#model-server/wire/google-generative-ai/values.ts";
import { parseArguments } from "#model-server/wire/parse-arguments.ts";
import { sendJson } from "#model-server/wire/send-json.ts";
import type { ReplyWriter } from "#model-server/wire/wire.ts";

type OpenCall = { readonly name: string; written: string };

/** Server-sent events, each a part of the answer. A call comes whole, with the signature of the answer's first one. */
export function createGoogleStreamWriter(response: ServerResponse, model: string): ReplyWriter {
  const responseId = createAnswerId();
  const stream = createEventStream(response, () => "");
  let call: OpenCall | null = null;
  let calls = 0;
  let hasReasoned = false;
  let isMalformed = false;

  const event = (candidate: object, usage?: ReportedUsage) =>
    `data: ${JSON.stringify({
      candidates: [{ ...candidate, index: 0 }],
      ...(usage && { usageMetadata: usageMetadata(usage) }),
      modelVersion: model,
      responseId,
    })}\n\n`;
  const partEvent = (part: object) => event({ content: { parts: [part], role: "model" } });

  function closeCall(): string {
    if (!call) return "";
    const { name, written } = call;
    call = null;
    const args = parseArguments(written);
    isMalformed ||= args === undefined;
    if (!args) return "";
    calls += 1;
    const signature = calls === 1 ? { thoughtSignature: signCall(name, args) } : {};
    return partEvent({ functionCall: { id: createCallId(), name, args }, ...signature });
  }

  function write(part: ContentPart): string {
    switch (part.kind) {
      case "raw":
        return `data: ${part.data}\n\n`;
      case "toolArguments":
        if (call) call.written += part.piece;
        return "";
      case "toolCall": {
        const closing = closeCall();
        call = { name: part.name, written: "" };
        return closing;
      }
      case "reasoning":
        hasReasoned = true;
        return closeCall() + partEvent({ text: part.token, thought: true });
      default:
        return closeCall() + partEvent({ text: part.token });
    }
  }

  /** After reasoning, the signature of a plain answer comes with an empty part at its end. */
  function signature(reason: FinishReason): string {
    if (!hasReasoned || calls > 0 || reason !== "stop") return "";
    return partEvent({ text: "", thoughtSignature: signText("") });
  }

  return {
    open: stream.open,
    add: (part) => stream.keep(write(part)),
    flush: stream.flush,
    fail(error) {
      const body = googleErrorBody(error);
      if (response.headersSent) stream.end(`data: ${JSON.stringify(body)}\n\n`);
      else sendJson(response, { status: error.status, body });
    },
    end: () => stream.end(closeCall()),
    finish({ reason, usage }) {
      const closing = closeCall() + signature(reason);
      const finishReason = isMalformed ? "MALFORMED_FUNCTION_CALL" : finishReasons[reason];
      stream.end(closing + event({ finishReason }, usage));
    },
  };
}
