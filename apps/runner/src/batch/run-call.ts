import { setTimeout as delay } from "node:timers/promises";
import type { RunError } from "@slipway/schemas/runs/run-error";
import type { ResultPicture, ToolResultEntry } from "@slipway/schemas/runs/tool-result-entry";
import { attemptCall } from "#batch/attempt-call.ts";
import type { BatchHost, PlannedCall } from "#batch/batch-host.ts";
import { capOutput } from "#batch/cap-output.ts";
import { finishCall } from "#batch/finish-call.ts";
import type { Tool, ToolAnswer } from "#tools/tool.ts";

type RunnableCall = Extract<PlannedCall, { kind: "run" }>;

export type CallEnd =
  | { readonly kind: "finished"; readonly entry: ToolResultEntry; readonly result: ToolAnswer["result"] }
  | { readonly kind: "stopped" }
  | { readonly kind: "exhausted" };

/** A tool that may succeed later is tried again so often. */
const mostRetries = 3;
const firstGapMs = 500;
/** Waiting longer than this is no retry any more: the model is told to come back later. */
const longestGapMs = 60_000;

/**
 * Runs one call from its `tool.started`, which is stored before the tool begins, to its `tool.finished` with the result
 * for the model. Retries lie in between.
 */
export async function runCall(host: BatchHost, call: RunnableCall): Promise<CallEnd> {
  const { log, open, signal } = host;
  const { callId, tool, input } = call;
  if (signal.aborted) return { kind: "stopped" };
  if (!host.countAttempt()) return { kind: "exhausted" };
  // A call that is made again after its runner was lost has been started in the log already.
  const before = open.get(callId);
  const started = { callId, name: tool.name, input: { ...input }, turn: host.turn };
  const startedAt = before?.startedAt ?? host.now();
  open.start(started, startedAt);
  if (!before?.startedAt) log.append({ type: "tool.started", ...started });
  if ((await log.flush()) === "fenced") return { kind: "stopped" };
  for (let retries = 0; ; retries++) {
    const end = await attemptCall({
      callId,
      tool,
      input,
      signal,
      traceHeaders: host.headersFor(callId),
      show: (delta) => show(host, callId, delta),
    });
    if (end.kind === "stopped") return end;
    if (end.kind === "timeout") return await finish(host, { tool, callId, startedAt }, timedOut(host, call));
    const gapMs = gapBefore(end.answer, retries, host.random);
    if (gapMs === null) return await finish(host, { tool, callId, startedAt }, end.answer);
    log.append({
      type: "retry.scheduled",
      attempt: retries + 1,
      delayMs: gapMs,
      error: toError(tool, end.answer),
    });
    await delay(gapMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return { kind: "stopped" };
    if (!host.countAttempt()) {
      await finish(host, { tool, callId, startedAt }, end.answer);
      return { kind: "exhausted" };
    }
  }
}

function show({ log, open }: BatchHost, callId: string, delta: string): void {
  open.show(callId, delta);
  log.append({ type: "tool.progress", callId, delta });
}

/** How long to wait before the call is made again; null: it is not. The gaps grow, and no two runs come back together. */
function gapBefore({ isError, retry }: ToolAnswer, retries: number, random: () => number): number | null {
  if (!isError || !retry || retries >= mostRetries) return null;
  const afterMs = retry.afterMs ?? 0;
  if (afterMs > longestGapMs) return null;
  const growing = firstGapMs * 2 ** retries;
  return Math.ceil(Math.max(afterMs, growing) + (growing / 2) * random());
}

function toError({ name }: Tool, { output }: ToolAnswer): RunError {
  return {
    code: "tool_failed",
    message: `${name}: ${capOutput(output).output.slice(0, 1_000)}`.toWellFormed(),
    retryable: true,
  };
}

function timedOut({ open }: BatchHost, { callId, tool }: RunnableCall): ToolAnswer {
  const shown = open.get(callId)?.shown ?? "";
  const note = `[${tool.name} was stopped: it took longer than ${tool.timeoutMs / 1_000} s. Its output until then is above.]`;
  return {
    output: shown === "" ? note.replace(" Its output until then is above.", "") : `${shown}\n${note}`,
    isError: true,
    outcome: "timeout",
  };
}

type Started = { readonly tool: Tool; readonly callId: string; readonly startedAt: Date };

async function finish(
  host: BatchHost,
  { tool, callId, startedAt }: Started,
  answer: ToolAnswer,
): Promise<CallEnd> {
  const pictures = await keepPictures(host, answer);
  const { output, truncated } = capOutput(answer.output);
  const outcome = answer.outcome ?? (answer.isError ? "error" : "ok");
  const isCut = truncated === true || answer.truncated === true;
  const entry = finishCall(
    host,
    {
      callId,
      name: tool.name,
      output,
      isError: answer.isError,
      outcome,
      durationMs: Math.max(0, host.now().getTime() - startedAt.getTime()),
      ...(isCut ? { truncated: true as const } : {}),
    },
    pictures,
  );
  return { kind: "finished", entry, result: answer.isError ? undefined : answer.result };
}

async function keepPictures(host: BatchHost, { images = [] }: ToolAnswer): Promise<ResultPicture[]> {
  const kept = await Promise.all(
    images.map(async ({ mediaType, base64 }) => ({ mediaType, sha256: await host.keepPicture(base64) })),
  );
  return kept.flatMap(({ mediaType, sha256 }) => (sha256 === null ? [] : [{ mediaType, sha256 }]));
}
