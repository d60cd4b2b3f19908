import type { CallResult } from "#load/load-plan.ts";

/** A quick answer that is not the whole answer is no answer. Throws with what came instead. */
export function requireComplete(calls: readonly CallResult[], tokens: number): void {
  const wrong = calls.find((call) => !isComplete(call, tokens));
  if (!wrong) return;
  const { status, run, text } = wrong;
  const words = text.split(" ").length;
  const count = calls.filter((call) => !isComplete(call, tokens)).length;
  throw new Error(
    `${count} of ${calls.length} answers are not what was asked for: status ${status}, run ${JSON.stringify(run)}, ${words} of ${tokens} tokens, "${text.slice(0, 300)}"`,
  );
}

function isComplete({ status, run, text }: CallResult, tokens: number): boolean {
  const ended = run === null || run.status === "completed";
  return status === 200 && ended && text.split(" ").length === tokens;
}
