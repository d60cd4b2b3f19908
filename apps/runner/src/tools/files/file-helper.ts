import { createInterface } from "node:readline";
import { z } from "zod";
import type { ProgramEnd, RunningProgram } from "#sandbox/sandbox.ts";
import type { FileAnswer, FileRequest, FileTask } from "#tools/files/inside/protocol.ts";

export type FileHelper = {
  /** Rejects when the program ends before it answered. Null once the signal says that nobody waits any more. */
  perform(task: FileTask, signal: AbortSignal): Promise<FileAnswer | null>;
  /** Resolves when it is gone. */
  stop(): Promise<void>;
  isBusy(): boolean;
  /** False from when it was told to stop. */
  isUsable(): boolean;
  /** Resolves when the program has ended, however it did. */
  readonly ended: Promise<unknown>;
};

const Line = z.object({
  id: z.number(),
  answer: z.object({
    output: z.string(),
    isError: z.literal(true).exactOptional(),
    truncated: z.literal(true).exactOptional(),
    image: z.object({ mediaType: z.string(), base64: z.string() }).exactOptional(),
  }),
});

/** Speaks with the program inside the sandbox, a line each way. */
export function createFileHelper(program: RunningProgram): FileHelper {
  const waiting = new Map<number, PromiseWithResolvers<FileAnswer | null>>();
  let lastId = 0;
  let isStopping = false;
  createInterface({ input: program.output }).on("line", (text) => {
    const { id, answer } = Line.parse(JSON.parse(text));
    waiting.get(id)?.resolve(answer);
    waiting.delete(id);
  });
  const tell = (request: FileRequest) => program.input?.write(`${JSON.stringify(request)}\n`);
  // The end of the program says what happened.
  program.input?.on("error", () => undefined);
  const ended = program.end.then((end) => {
    for (const call of waiting.values()) call.reject(new Error(describe(end)));
    waiting.clear();
  });
  return {
    perform: async (task, signal) => {
      if (signal.aborted) return null;
      const id = ++lastId;
      const call = Promise.withResolvers<FileAnswer | null>();
      waiting.set(id, call);
      const giveUp = () => {
        tell({ giveUp: id });
        waiting.delete(id);
        call.resolve(null);
      };
      signal.addEventListener("abort", giveUp, { once: true });
      tell({ id, task });
      try {
        return await call.promise;
      } finally {
        signal.removeEventListener("abort", giveUp);
      }
    },
    stop: async () => {
      isStopping = true;
      program.stop();
      await ended;
    },
    isBusy: () => waiting.size > 0,
    isUsable: () => !isStopping,
    ended,
  };
}

function describe(end: ProgramEnd): string {
  switch (end.kind) {
    case "exited":
      return `The file tools ended with code ${end.code}: ${end.errors.trim().split("\n").at(-1)}`;
    case "not_started":
      return `The file tools could not be started: ${end.reason}`;
    case "stopped":
      return end.cause === "memory" ? "The file tools used too much memory." : "The call was stopped.";
  }
}
