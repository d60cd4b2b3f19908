import type { ToolCall } from "#harness/harness.ts";
import { judgeLoop, type LoopCall } from "#loops/judge-loop.ts";
import type { RunScope } from "#run/run-scope.ts";

export type WatchedLoops =
  | { readonly kind: "go_on"; readonly hints: ReadonlyMap<string, string> }
  | { readonly kind: "stop"; readonly text: string };

/** Judges each call of a batch with all that came before it. What people should know of goes to the log. */
export function watchLoops({ pastCalls, log }: RunScope, calls: readonly ToolCall[]): WatchedLoops {
  const hints = new Map<string, string>();
  const before: LoopCall[] = [...pastCalls];
  const warnings: string[] = [];
  for (const { callId, name, input } of calls) {
    const verdict = judgeLoop(before, { name, input });
    if (verdict.kind === "stop") return verdict;
    if (verdict.kind === "hint") {
      hints.set(callId, verdict.text);
      if (verdict.isWarning) warnings.push(verdict.text);
    }
    before.push({ name, input, failure: null });
  }
  for (const message of warnings) log.append({ type: "warning", code: "going_in_circles", message });
  return { kind: "go_on", hints };
}
