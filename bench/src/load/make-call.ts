import { type Agent, type IncomingMessage, request } from "node:http";
import type { Call, CallResult } from "#load/load-plan.ts";
import { createFrameReader } from "#load/read-frames.ts";

type MakeCall = {
  readonly agent: Agent;
  /** On the clock of `performance.now()`: what the times count from. */
  readonly startedAt: number;
  readonly signal: AbortSignal;
};

/** Makes one call and reads the answer to its end. Rejects when the connection fails or the time is over. */
export function makeCall(call: Call, { agent, startedAt, signal }: MakeCall): Promise<CallResult> {
  const { promise, resolve, reject } = Promise.withResolvers<CallResult>();
  const body = Buffer.from(call.body);
  const headers = {
    "content-type": "application/json",
    "content-length": String(body.byteLength),
    ...call.headers,
  };
  const outgoing = request(call.url, { method: "POST", agent, headers, signal }, (incoming) =>
    read(incoming, call, startedAt).then(resolve, reject),
  );
  outgoing.setNoDelay(true);
  outgoing.on("error", reject);
  outgoing.end(body);
  return promise;
}

async function read(incoming: IncomingMessage, call: Call, startedAt: number): Promise<CallResult> {
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>();
  const status = incoming.statusCode ?? 0;
  const reader = createFrameReader(status === 200 ? call.wire : "json");
  incoming.setEncoding("utf8");
  incoming.on("data", (chunk: string) => reader.take(chunk, performance.now() - startedAt));
  incoming.on("end", resolve).on("error", reject);
  await ended;
  const endMs = performance.now() - startedAt;
  reader.end();
  const { texts, ...reading } = reader.reading;
  const sessionId = incoming.headers["x-slipway-session"];
  return {
    ...reading,
    status,
    startedAt: performance.timeOrigin + startedAt,
    endMs,
    text: texts.join(""),
    sessionId: typeof sessionId === "string" ? sessionId : null,
  };
}
