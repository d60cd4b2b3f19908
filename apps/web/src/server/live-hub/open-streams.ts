/** An answer that stays open. */
export type OpenStream = { readonly beat: () => void; readonly end: () => void };

/** All streams of the process: they share one heartbeat, and end together when the process stops. */
export class OpenStreams {
  readonly #streams = new Set<OpenStream>();
  readonly #timer: NodeJS.Timeout;
  #isClosed = false;

  constructor(heartbeatMs: number) {
    this.#timer = setInterval(() => {
      for (const stream of this.#streams) stream.beat();
    }, heartbeatMs).unref();
  }

  get size(): number {
    return this.#streams.size;
  }

  /** Returns how to take it out again. A process that stops ends it at once: its client comes back to another. */
  add(stream: OpenStream): () => void {
    if (this.#isClosed) queueMicrotask(stream.end);
    this.#streams.add(stream);
    return () => this.#streams.delete(stream);
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
    for (const stream of [...this.#streams]) stream.end();
  }
}
