import type { ServerResponse } from "node:http";
import { assertNever } from "#model-server/assert-never.ts";
import type { ContentPart } from "#model-server/script/play-reply.ts";
import { openAiErrorBody } from "#model-server/wire/openai-completions/error-body.ts";
import {
  createAnswerHead,
  createCallId,
  finishReasonNames,
  usageObject,
} from "#model-server/wire/openai-completions/wire-values.ts";
import { sendError, sendJson } from "#model-server/wire/send-json.ts";
import type { ReplyWriter } from "#model-server/wire/wire.ts";

type Answer = {
  text: string;
  reasoning: string;
  raw: string | undefined;
  readonly calls: { readonly id: string; readonly name: string; arguments: string }[];
};

/** One `chat.completion` object, sent when the reply is over; its pauses pass all the same. */
export function createJsonWriter(response: ServerResponse, model: string): ReplyWriter {
  const answer: Answer = { text: "", reasoning: "", raw: undefined, calls: [] };

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
      addToAnswer(answer, part);
      return 0; // Nothing can be sent early, so there is never a reason to flush.
    },
    flush(onSent) {
      onSent?.();
      return true;
    },
    fail(error) {
      if (response.headersSent) end(openAiErrorBody(error));
      else sendError(response, error, openAiErrorBody(error));
    },
    end: () =>
      end({ ...createAnswerHead(model), object: "chat.completion", choices: [choiceOf(answer, null)] }),
    finish: ({ reason, usage }) =>
      end({
        ...createAnswerHead(model),
        object: "chat.completion",
        choices: [choiceOf(answer, finishReasonNames[reason])],
        ...(usage && { usage: usageObject(usage) }),
        system_fingerprint: null,
      }),
  };
}

function addToAnswer(answer: Answer, part: ContentPart): void {
  switch (part.kind) {
    case "text":
      answer.text += part.token;
      return;
    case "reasoning":
      answer.reasoning += part.token;
      return;
    case "toolCall":
      answer.calls.push({ id: createCallId(), name: part.name, arguments: "" });
      return;
    case "toolArguments": {
      const call = answer.calls[part.index];
      if (call) call.arguments += part.piece;
      return;
    }
    case "raw":
      answer.raw = (answer.raw ?? "") + part.data;
      return;
    default:
      assertNever(part);
  }
}

function choiceOf({ text, reasoning, calls }: Answer, finishReason: string | null) {
  return {
    index: 0,
    message: {
      role: "assistant",
      content: text === "" && calls.length > 0 ? null : text,
      refusal: null,
      ...(reasoning !== "" && { reasoning_content: reasoning }),
      ...(calls.length > 0 && {
        tool_calls: calls.map(({ id, name, arguments: input }) => ({
          id,
          type: "function",
          function: { name, arguments: input },
        })),
      }),
    },
    logprobs: null,
    finish_reason: finishReason,
  };
}
