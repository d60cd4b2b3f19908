import { EventSourceParserStream } from "eventsource-parser/stream";

/** The data of each server-sent event. Leaving the loop closes the connection. */
export async function* readServerEvents({ body }: Response): AsyncGenerator<string> {
  if (!body) return;
  const events = body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
  for await (const { data } of events) yield data;
}
