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
import { sendError } from "#model-server/wire/send-json.ts";
import type { ReplyWriter } from "#model-server/wire/wire.ts";

type StreamOptions = { readonly model: string; readonly includeUsage: boolean };

/** Server-sent events of `chat.completion.chunk`. What is the same in every chunk of an answer is serialised once. */
export function createStreamWriter(response: ServerResponse, options: StreamOptions): ReplyWriter {
  const { id, created, model } = createAnswerHead(options.model);
  const head = `data: {"id":"${id}","object":"chat.completion.chunk","created":${created},"model":${JSON.stringify(model)},"system_fingerprint":null,`;
  const deltaStart = `${head}"choices":[{"index":0,"delta":{`;
  const deltaEnd = `},"logprobs":null,"finish_reason":null}]${options.includeUsage ? ',"usage":null' : ""}}\n\n`;
  let kept = "";

  function open(): void {
    if (response.headersSent) return;
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache",
    });
    kept += `${deltaStart}"role":"assistant","content":"","refusal":null${deltaEnd}`;
  }

  function end(lastEvents: string): void {
    open();
    response.end(kept + lastEvents);
    kept = "";
  }

  return {
    open,
    add(part) {
      open();
      kept += part.kind === "raw" ? `data: ${part.data}\n\n` : deltaStart + deltaFields(part) + deltaEnd;
      return kept.length;
    },
    flush(onSent) {
      const text = kept;
      kept = "";
      if (text !== "") return response.write(text, onSent);
      onSent?.();
      return !response.writableNeedDrain;
    },
    fail(error) {
      if (response.headersSent) end(`data: ${JSON.stringify(openAiErrorBody(error))}\n\n`);
      else sendError(response, error, openAiErrorBody(error));
    },
    end: () => end(""),
    finish({ reason, usage }) {
      const choice = { index: 0, delta: {}, logprobs: null, finish_reason: finishReasonNames[reason] };
      const isUsageSent = options.includeUsage && usage !== undefined;
      end(
        `${head}"choices":[${JSON.stringify(choice)}]${options.includeUsage ? ',"usage":null' : ""}}\n\n` +
          (isUsageSent ? `${head}"choices":[],"usage":${JSON.stringify(usageObject(usage))}}\n\n` : "") +
          "data: [DONE]\n\n",
      );
    },
  };
}

/** The inside of a delta object. */
function deltaFields(part: Exclude<ContentPart, { kind: "raw" }>): string {
  switch (part.kind) {
    case "text":
      return `"content":${JSON.stringify(part.token)}`;
    case "reasoning":
      return `"reasoning_content":${JSON.stringify(part.token)}`;
    case "toolCall":
      return `"tool_calls":[{"index":${part.index},"id":"${createCallId()}","type":"function","function":{"name":${JSON.stringify(part.name)},"arguments":""}}]`;
    case "toolArguments":
      return `"tool_calls":[{"index":${part.index},"function":{"arguments":${JSON.stringify(part.piece)}}}]`;
    default:
      return assertNever(part);
  }
}
