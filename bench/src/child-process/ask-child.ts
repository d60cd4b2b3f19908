import { fork } from "node:child_process";
import { once } from "node:events";

export type Question<Asked> = { readonly id: number; readonly asked: Asked };
export type Answer<Answered> =
  | { readonly id: number; readonly answered: Answered }
  | { readonly id: number; readonly failed: string };

export type AskedChild<Asked, Answered> = AsyncDisposable & {
  /** Rejects with what went wrong in the child, or when it ends. */
  ask(asked: Asked): Promise<Answered>;
  readonly pid: number;
};

/** Starts a module of ours as a process that answers questions. It ends when it is disposed of, or with this process. */
export function startChild<Asked, Answered>(file: string): AskedChild<Asked, Answered> {
  const child = fork(file, { serialization: "advanced" });
  const waiting = new Map<number, PromiseWithResolvers<Answered>>();
  const ended = once(child, "exit");
  let lastId = 0;
  child.on("message", (answer: Answer<Answered>) => {
    const asker = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ("failed" in answer) asker?.reject(new Error(answer.failed));
    else asker?.resolve(answer.answered);
  });
  child.on("exit", () => {
    for (const asker of waiting.values()) asker.reject(new Error(`${file} ended`));
    waiting.clear();
  });
  return {
    pid: child.pid ?? 0,
    ask: (asked) => {
      lastId += 1;
      const asker = Promise.withResolvers<Answered>();
      waiting.set(lastId, asker);
      child.send({ id: lastId, asked } satisfies Question<Asked>);
      return asker.promise;
    },
    [Symbol.asyncDispose]: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
