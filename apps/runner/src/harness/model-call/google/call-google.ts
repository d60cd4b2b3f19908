import type { AssistantMessage, AssistantMessageEventStream } from "@earendil-works/pi-ai";
import { createAssistantMessageEventStream } from "@earendil-works/pi-ai/utils/event-stream";
import type { CallModel, ModelCall } from "#harness/model-call/call-model.ts";
import { type GoogleAnswer, readGoogleAnswer } from "#harness/model-call/google/read-answer.ts";
import { readServerEvents } from "#harness/model-call/google/read-server-events.ts";
import { toGoogleRequest } from "#harness/model-call/google/to-request.ts";

/**
 * One request to a model that speaks Google's generateContent. Pi's own function for it takes no fetch, and every
 * connection has to go through ours; so this one speaks the format itself and answers in Pi's events.
 * Source: https://ai.google.dev/api/generate-content
 */
export const callGoogle: CallModel = (call) => {
  const stream = createAssistantMessageEventStream();
  void answer(call, stream);
  return stream;
};

async function answer(call: ModelCall, stream: AssistantMessageEventStream): Promise<void> {
  const reading = readGoogleAnswer(call.model, (event) => stream.push(event));
  try {
    const response = await send(call);
    reading.start();
    for await (const data of readServerEvents(response)) reading.add(JSON.parse(data));
    end(stream, reading.finish());
  } catch (error) {
    const reason = call.signal.aborted ? "aborted" : "error";
    end(stream, reading.fail(reason, error instanceof Error ? error.message : String(error)));
  }
}

async function send({ model, parameters, context, output, wire, signal }: ModelCall): Promise<Response> {
  const base = model.baseUrl.replace(/\/+$/, "");
  const response = await wire.fetch(
    `${base}/models/${encodeURIComponent(model.modelId)}:streamGenerateContent?alt=sse`,
    { method: "POST", body: JSON.stringify(toGoogleRequest({ model, parameters, context, output })), signal },
  );
  if (!response.ok) throw new Error(`The endpoint answered ${response.status}.`);
  return response;
}

function end(stream: AssistantMessageEventStream, { message, reason }: GoogleAnswer): void {
  if (reason === "error" || reason === "aborted") stream.push({ type: "error", reason, error: message });
  else stream.push({ type: "done", reason, message });
  stream.end(message satisfies AssistantMessage);
}
