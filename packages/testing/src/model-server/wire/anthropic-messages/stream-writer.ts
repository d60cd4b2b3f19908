import type { ServerResponse } from "node:http";
import type { ModelRequest } from "#model-server/model-request.ts";
import type { ContentPart } from "#model-server/script/play-reply.ts";
import { anthropicErrorBody } from "#model-server/wire/anthropic-messages/error-body.ts";
import {
  createMessageId,
  createToolUseId,
  stopReasons,
  usageOf,
} from "#model-server/wire/anthropic-messages/values.ts";
import { createEventStream } from "#model-server/wire/event-stream.ts";
import { sendError } from "#model-server/wire/send-json.ts";
import { sign } from "#model-server/wire/sign.ts";
import type { ReplyWriter } from "#model-server/wire/wire.ts";

type OpenBlock = { readonly kind: "text" | "reasoning" | "call"; readonly index: number; text: string };

/** Server-sent events of a message: one content block is open at a time, reasoning ends with its signature. */
export function createAnthropicStreamWriter(
  response: ServerResponse,
  { model, inputTokens }: ModelRequest,
): ReplyWriter {
  const stream = createEventStream(response, () => begin(model, inputTokens));
  let open: OpenBlock | null = null;
  let blocks = 0;

  function close(): string {
    if (!open) return "";
    const { kind, index, text } = open;
    open = null;
    const signature =
      kind === "reasoning" ? delta(index, { type: "signature_delta", signature: sign(text) }) : "";
    return signature + event("content_block_stop", { index });
  }

  function start(kind: OpenBlock["kind"], block: object): string {
    const closing = close();
    open = { kind, index: blocks, text: "" };
    blocks += 1;
    return closing + event("content_block_start", { index: open.index, content_block: block });
  }

  function write(part: ContentPart): string {
    switch (part.kind) {
      case "raw":
        return `event: content_block_delta\ndata: ${part.data}\n\n`;
      case "toolCall":
        return start("call", { type: "tool_use", id: createToolUseId(), name: part.name, input: {} });
      case "toolArguments":
        return delta(open?.index ?? 0, { type: "input_json_delta", partial_json: part.piece });
      default: {
        const isText = part.kind === "text";
        const empty = isText ? { type: "text", text: "" } : { type: "thinking", thinking: "", signature: "" };
        const started = open?.kind === part.kind ? "" : start(part.kind, empty);
        if (open) open.text += part.token;
        const piece = isText
          ? { type: "text_delta", text: part.token }
          : { type: "thinking_delta", thinking: part.token };
        return started + delta(open?.index ?? 0, piece);
      }
    }
  }

  return {
    open: stream.open,
    add: (part) => stream.keep(write(part)),
    flush: stream.flush,
    fail(error) {
      const body = anthropicErrorBody(error);
      if (response.headersSent) stream.end(`event: error\ndata: ${JSON.stringify(body)}\n\n`);
      else sendError(response, error, body);
    },
    end: () => stream.end(""),
    finish({ reason, usage }) {
      const stop = { stop_reason: stopReasons[reason], stop_sequence: null };
      stream.end(
        close() +
          event("message_delta", { delta: stop, ...(usage && { usage: usageOf(usage) }) }) +
          event("message_stop", {}),
      );
    },
  };
}

function begin(model: string, inputTokens: number): string {
  const message = {
    id: createMessageId(),
    type: "message",
    role: "assistant",
    model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: {
      input_tokens: inputTokens,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
      output_tokens: 1,
    },
  };
  return event("message_start", { message }) + event("ping", {});
}

function delta(index: number, piece: object): string {
  return event("content_block_delta", { index, delta: piece });
}

function event(type: string, fields: object): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`;
}
