import { createDeltaJoiner } from "#harness/model-call/join-deltas.ts";

/** Says when streams may be read on. Null: now. */
export type Gate = { pass(): Promise<void> | null };

/** A person waits for the first words of an answer: so many portions of a stream, which bring them, are read at once. */
const ungatedReads = 2;

/**
 * A `fetch` whose event streams are read on when the gate lets them, with what gathered meanwhile joined. Everything else
 * passes as it is. An abort waits for no gate.
 */
export function createGatedFetch(fetchThrough: typeof fetch, gate: Gate): typeof fetch {
  return async (input, init) => {
    const response = await fetchThrough(input, init);
    const { body, status, statusText, headers } = response;
    if (!body || !/^text\/event-stream\b/i.test(headers.get("content-type") ?? "")) return response;
    return new Response(gated(body, gate, init?.signal ?? null), { status, statusText, headers });
  };
}

function gated(
  body: ReadableStream<Uint8Array>,
  gate: Gate,
  signal: AbortSignal | null,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const joiner = createDeltaJoiner();
  let reads = 0;
  const aborted = Promise.withResolvers<void>();
  const onAbort = () => aborted.resolve();
  signal?.addEventListener("abort", onAbort, { once: true });
  const stopListening = () => signal?.removeEventListener("abort", onAbort);
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        reads += 1;
        const opened = reads > ungatedReads ? gate.pass() : null;
        if (opened && !signal?.aborted) await Promise.race([opened, aborted.promise]);
        const { done, value } = await reader.read();
        if (!done) return controller.enqueue(joiner.join(value));
        stopListening();
        controller.close();
      },
      cancel: async (reason) => {
        stopListening();
        await reader.cancel(reason);
      },
    },
    // Nothing is read before somebody asks for it.
    { highWaterMark: 0 },
  );
}
