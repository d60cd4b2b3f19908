import type { RunTrace } from "@slipway/tracing/run-spans/run-trace";

/** `fetch` that tells whoever it calls which span of the run is at work: the caller's trace goes on there. */
export function withTraceHeaders(send: typeof fetch, trace: Pick<RunTrace, "headers">): typeof fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers);
    for (const [name, value] of Object.entries(trace.headers())) headers.set(name, value);
    return send(input, { ...init, headers });
  };
}
