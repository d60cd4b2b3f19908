import type { Dispatcher } from "undici";

/** The body of an answer while it comes. */
export type IncomingContent = {
  readonly stream: ReadableStream<Uint8Array>;
  add(bytes: Uint8Array): void;
  end(): void;
  fail(error: unknown): void;
};

/**
 * What has come when somebody reads is given in one piece, however many chunks the server made of it: whoever reads a
 * stream seldom pays little for it. Nothing more is taken from the socket than is read, but for what one reading of it
 * brings.
 */
export function openContent(exchange: Dispatcher.DispatchController, onCancel: () => void): IncomingContent {
  let came: Uint8Array[] = [];
  let isAwaited = false;
  let isDue = false;
  let reading: ReadableStreamDefaultController<Uint8Array> | null = null;

  function give(): void {
    if (came.length === 0) return;
    const [first] = came;
    reading?.enqueue(first && came.length === 1 ? first : Buffer.concat(came));
    came = [];
    isAwaited = false;
    exchange.pause();
  }

  /** After all that the socket has brought now. */
  function giveSoon(): void {
    if (isDue) return;
    isDue = true;
    queueMicrotask(() => {
      isDue = false;
      give();
    });
  }

  const stream = new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        reading = controller;
      },
      pull: () => {
        isAwaited = true;
        exchange.resume();
        if (came.length > 0) giveSoon();
      },
      cancel: () => {
        came = [];
        onCancel();
        exchange.abort(new Error("Nobody reads the answer any more."));
      },
    },
    // Nothing is given before somebody asks for it.
    { highWaterMark: 0 },
  );

  exchange.pause();
  return {
    stream,
    add: (bytes) => {
      // The parser tells of no bytes when it is resumed before more have come: whoever reads goes on waiting.
      if (bytes.length === 0) return;
      came.push(bytes);
      if (isAwaited) giveSoon();
      else exchange.pause();
    },
    end: () => {
      give();
      reading?.close();
    },
    fail: (error) => {
      came = [];
      reading?.error(error);
    },
  };
}
