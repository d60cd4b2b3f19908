import type { ServerResponse } from "node:http";
import type { ContentPart } from "#model-server/script/play-reply.ts";
import { createEventStream } from "#model-server/wire/event-stream.ts";
import { openAiErrorBody } from "#model-server/wire/openai-completions/error-body.ts";
import {
  createItemHead,
  type ItemHead,
  outputItem,
  textPart,
} from "#model-server/wire/openai-responses/output-item.ts";
import { createResponseHead, responseUsage, statusOf } from "#model-server/wire/openai-responses/values.ts";
import { sendError } from "#model-server/wire/send-json.ts";
import type { ReplyWriter } from "#model-server/wire/wire.ts";

type Options = { readonly model: string; readonly includesReasoning: boolean };
type OpenItem = { readonly head: ItemHead; readonly index: number; readonly name: string; text: string };

/** Numbered server-sent events; each item of the output is opened, filled and closed before the next. */
export function createResponsesStreamWriter(response: ServerResponse, options: Options): ReplyWriter {
  const head = createResponseHead(options.model);
  const output: object[] = [];
  let number = 0;
  let origin: string | null = null;
  let open: OpenItem | null = null;

  const event = (type: string, fields: object) =>
    `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: number++, ...fields })}\n\n`;
  const stream = createEventStream(response, () => {
    const begun = { response: { ...head, status: "in_progress", output: [] } };
    return event("response.created", begun) + event("response.in_progress", begun);
  });

  function start(kind: ItemHead["kind"], name = ""): string {
    const closing = close();
    open = { head: createItemHead(kind, origin), index: output.length, name, text: "" };
    if (kind === "reasoning") origin = open.head.id;
    const item = outputItem({ ...open, isDone: false, includesReasoning: options.includesReasoning });
    return (
      closing + event("response.output_item.added", { output_index: open.index, item }) + beginPart(open)
    );
  }

  function beginPart(item: OpenItem): string {
    const at = placeOf(item);
    if (item.head.kind === "text") {
      return event("response.content_part.added", { ...at, content_index: 0, part: textPart("") });
    }
    if (item.head.kind === "call") return "";
    const part = { type: "summary_text", text: "" };
    return event("response.reasoning_summary_part.added", { ...at, summary_index: 0, part });
  }

  function close(): string {
    if (!open) return "";
    const closing = open;
    open = null;
    const item = outputItem({ ...closing, isDone: true, includesReasoning: options.includesReasoning });
    output.push(item);
    return endPart(closing) + event("response.output_item.done", { output_index: closing.index, item });
  }

  function endPart(item: OpenItem): string {
    const { text } = item;
    const at = placeOf(item);
    if (item.head.kind === "call")
      return event("response.function_call_arguments.done", { ...at, arguments: text });
    if (item.head.kind === "text") {
      const place = { ...at, content_index: 0 };
      return (
        event("response.output_text.done", { ...place, text, logprobs: [] }) +
        event("response.content_part.done", { ...place, part: textPart(text) })
      );
    }
    const place = { ...at, summary_index: 0 };
    return (
      event("response.reasoning_summary_text.done", { ...place, text }) +
      event("response.reasoning_summary_part.done", { ...place, part: { type: "summary_text", text } })
    );
  }

  function write(part: ContentPart): string {
    if (part.kind === "raw") return `data: ${part.data}\n\n`;
    if (part.kind === "toolCall") return start("call", part.name);
    if (part.kind === "toolArguments") return piece("response.function_call_arguments.delta", part.piece, {});
    const started = open?.head.kind === part.kind ? "" : start(part.kind);
    if (part.kind === "reasoning") {
      return started + piece("response.reasoning_summary_text.delta", part.token, { summary_index: 0 });
    }
    return started + piece("response.output_text.delta", part.token, { content_index: 0, logprobs: [] });
  }

  function piece(type: string, delta: string, more: object): string {
    if (!open) return "";
    open.text += delta;
    return event(type, { ...placeOf(open), ...more, delta });
  }

  return {
    open: stream.open,
    add(part) {
      // The first events have the first numbers.
      stream.open();
      return stream.keep(write(part));
    },
    flush: stream.flush,
    fail(error) {
      if (!response.headersSent) return sendError(response, error, openAiErrorBody(error));
      const { message, code } = error;
      // OpenAI has both: an event of its own, and a response that has failed.
      if (error.status < 500) {
        const named = error.status === 429 ? "rate_limit_exceeded" : code;
        return stream.end(event("error", { code: named, message, param: null }));
      }
      const failed = { ...head, status: "failed", output, error: { code: code ?? "server_error", message } };
      stream.end(event("response.failed", { response: failed }));
    },
    end: () => stream.end(""),
    finish({ reason, usage }) {
      stream.open();
      const closing = close();
      const ended = {
        ...head,
        ...statusOf(reason),
        error: null,
        output,
        ...(usage && { usage: responseUsage(usage) }),
      };
      const type = ended.status === "completed" ? "response.completed" : "response.incomplete";
      stream.end(closing + event(type, { response: ended }));
    },
  };
}

function placeOf({ head, index }: OpenItem) {
  return { item_id: head.id, output_index: index };
}
