import { maxOutputCharacters } from "#batch/cap-output.ts";
import { createJoinedText } from "#harness/model-call/joined-text.ts";
import type { Tool, ToolAnswer } from "#tools/tool.ts";

export type Attempt = {
  readonly callId: string;
  readonly tool: Tool;
  readonly input: Readonly<Record<string, unknown>>;
  /** Aborted when the run has to stop. */
  readonly signal: AbortSignal;
  readonly traceHeaders: Readonly<Record<string, string>>;
  readonly show: (delta: string) => void;
};

export type AttemptEnd =
  | { readonly kind: "answered"; readonly answer: ToolAnswer }
  | { readonly kind: "timeout" }
  | { readonly kind: "stopped" };

/**
 * Runs a tool once. A tool that takes too long, or whose run stops, is told to end and not waited for: whatever it says
 * afterwards is dropped. One that throws has answered with an error.
 */
export async function attemptCall(attempt: Attempt): Promise<AttemptEnd> {
  const { callId, tool, input, signal, traceHeaders, show } = attempt;
  if (signal.aborted) return { kind: "stopped" };
  const controller = new AbortController();
  const ended = Promise.withResolvers<AttemptEnd>();
  const text = createJoinedText();
  let isOver = false;
  let shown = 0;
  const onStop = () => ended.resolve({ kind: "stopped" });
  signal.addEventListener("abort", onStop, { once: true });
  const timer = setTimeout(() => ended.resolve({ kind: "timeout" }), tool.timeoutMs);

  /** What is shown while the tool works is limited as its output is. */
  function progress(delta: string): void {
    if (isOver || shown >= maxOutputCharacters) return;
    const piece = text.add(delta).slice(0, maxOutputCharacters - shown);
    shown += piece.length;
    if (piece !== "") show(piece);
  }

  // Inside an async function, so that a tool which throws at once is one whose promise rejects.
  const run = async () =>
    await tool.run({ callId, input, signal: controller.signal, traceHeaders, progress });
  run().then(
    (answer) => ended.resolve({ kind: "answered", answer }),
    (error: unknown) => ended.resolve({ kind: "answered", answer: errorAnswer(error) }),
  );
  const end = await ended.promise;
  isOver = true;
  clearTimeout(timer);
  signal.removeEventListener("abort", onStop);
  if (end.kind !== "answered") controller.abort(new Error(`The call is given up: ${end.kind}`));
  return end;
}

function errorAnswer(error: unknown): ToolAnswer {
  return { output: error instanceof Error ? error.message : String(error), isError: true };
}
