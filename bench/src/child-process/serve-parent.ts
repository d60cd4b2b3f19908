import type { Answer, Question } from "#child-process/ask-child.ts";

/** Answers the parent's questions, and ends with it. */
export function serveParent<Asked, Answered>(answer: (asked: Asked) => Promise<Answered>): void {
  const send = (message: Answer<Answered>) => process.send?.(message);
  process.on("message", ({ id, asked }: Question<Asked>) => {
    answer(asked).then(
      (answered) => send({ id, answered }),
      (error: unknown) => send({ id, failed: error instanceof Error ? error.message : String(error) }),
    );
  });
  process.on("disconnect", () => process.exit(0));
  // Ctrl-C reaches the whole group: the parent decides when its children end.
  process.on("SIGINT", () => undefined);
}
