import { assertNever } from "#model-server/assert-never.ts";
import type { ModelRequest } from "#model-server/model-request.ts";
import { echoAnswer, resultsAnswer } from "#model-server/script/default-answers.ts";
import {
  type FaultStep,
  type FinishReason,
  isFault,
  type Reply,
  type ReplyStep,
  type ReportedUsage,
} from "#model-server/script/reply-step.ts";
import { splitArguments, splitTokens } from "#model-server/script/split-tokens.ts";

/** What a wire writes, in the order in which it happens. One part is one token, except for `toolCall`. */
export type ContentPart =
  | { readonly kind: "text"; readonly token: string }
  | { readonly kind: "reasoning"; readonly token: string }
  /** Opens the call of this index; its arguments follow in pieces. */
  | { readonly kind: "toolCall"; readonly index: number; readonly name: string }
  | { readonly kind: "toolArguments"; readonly index: number; readonly piece: string }
  | { readonly kind: "raw"; readonly data: string };

/** What happens to the connection. `fault` and `finish` are always the last part. */
export type PlayedPart =
  | { readonly kind: "content"; readonly part: ContentPart }
  | { readonly kind: "pause"; readonly ms: number }
  | { readonly kind: "gate"; readonly name: string }
  | { readonly kind: "open" }
  | { readonly kind: "fault"; readonly fault: FaultStep }
  | { readonly kind: "finish"; readonly reason: FinishReason; readonly usage: ReportedUsage | undefined };

export type PlayContext = {
  readonly request: ModelRequest;
  /** Time between tokens where the step says nothing. 0: all at once. */
  readonly everyMs: number;
};

/**
 * Plays a reply token by token, as pure values: who pulls decides when time passes. Between two tokens of which the
 * second is paced comes a pause; the first token of a reply comes at once. The request's token limit and stop
 * sequences (within one step) end it as they end a real model's answer.
 */
export function* playReply(reply: Reply, context: PlayContext): Generator<PlayedPart, void, void> {
  const progress = new Progress(reply, context);
  for (const step of reply) {
    if (isFault(step)) {
      if (step.afterTokens !== undefined) continue;
      yield { kind: "fault", fault: step };
      return;
    }
    if (step.kind === "finish") {
      yield* endReply(progress, step.reason);
      return;
    }
    const ended = yield* playStep(step, progress);
    if (ended) return;
  }
  yield* endReply(progress, progress.callCount > 0 ? "toolCalls" : "stop");
}

type PlainStep = Exclude<ReplyStep, FaultStep | { kind: "finish" }>;

/** True when the reply is over. */
function* playStep(step: PlainStep, progress: Progress): Generator<PlayedPart, boolean, void> {
  const { request } = progress.context;
  switch (step.kind) {
    case "text":
      return yield* playText("text", step, progress);
    case "reasoning":
      return yield* playText("reasoning", step, progress);
    case "echo":
      return yield* playText("text", { ...step, text: echoAnswer(request) }, progress);
    case "results":
      return yield* playText("text", { ...step, text: resultsAnswer(request) }, progress);
    case "toolCall": {
      const index = progress.callCount++;
      yield { kind: "content", part: { kind: "toolCall", index, name: step.name } };
      const pieces = splitArguments(step.arguments);
      return yield* playTokens(
        pieces.map((piece) => ({ kind: "toolArguments", index, piece })),
        step.everyMs,
        progress,
      );
    }
    case "usage":
      return false; // Known from the start, because the token limit may end the reply before this step.
    case "raw":
      yield { kind: "content", part: { kind: "raw", data: step.data } };
      return false;
    case "pause":
    case "gate":
    case "open":
      yield step;
      return false;
    default:
      return assertNever(step);
  }
}

type PacedText = { readonly text: string; readonly everyMs?: number };

function* playText(kind: "text" | "reasoning", step: PacedText, progress: Progress) {
  const stops = kind === "text" ? progress.context.request.stopSequences : [];
  const stopAt = Math.min(...stops.map((stop) => step.text.indexOf(stop)).filter((at) => at >= 0));
  const isStopped = Number.isFinite(stopAt);
  const tokens = splitTokens(isStopped ? step.text.slice(0, stopAt) : step.text);
  const ended = yield* playTokens(
    tokens.map((token) => ({ kind, token })),
    step.everyMs,
    progress,
  );
  if (ended) return true;
  if (isStopped) yield* endReply(progress, "stop");
  return isStopped;
}

function* playTokens(
  parts: readonly ContentPart[],
  stepEveryMs: number | undefined,
  progress: Progress,
): Generator<PlayedPart, boolean, void> {
  const everyMs = stepEveryMs ?? progress.context.everyMs;
  for (const part of parts) {
    if (progress.tokenCount === progress.context.request.maxOutputTokens) {
      yield* endReply(progress, "length");
      return true;
    }
    const fault = progress.dueFault();
    if (fault) {
      yield { kind: "fault", fault };
      return true;
    }
    if (everyMs > 0 && progress.tokenCount > 0) yield { kind: "pause", ms: everyMs };
    progress.tokenCount += 1;
    if (part.kind === "reasoning") progress.reasoningCount += 1;
    yield { kind: "content", part };
  }
  return false;
}

/** A fault that still waits for its number of tokens comes now: the reply has no more. */
function* endReply(progress: Progress, reason: FinishReason): Generator<PlayedPart, void, void> {
  const fault = progress.delayedFaults[0];
  if (fault) yield { kind: "fault", fault };
  else yield { kind: "finish", reason, usage: progress.usage() };
}

class Progress {
  readonly context: PlayContext;
  /** Those with `afterTokens`, the earliest first. */
  readonly delayedFaults: readonly FaultStep[];
  tokenCount = 0;
  reasoningCount = 0;
  callCount = 0;
  readonly reported: ReportedUsage | "none" | undefined;

  constructor(reply: Reply, context: PlayContext) {
    this.context = context;
    this.delayedFaults = reply
      .filter(isFault)
      .filter((fault) => fault.afterTokens !== undefined)
      .sort((a, b) => (a.afterTokens ?? 0) - (b.afterTokens ?? 0));
    this.reported = reply.findLast((step) => step.kind === "usage")?.usage;
  }

  dueFault(): FaultStep | undefined {
    const [next] = this.delayedFaults;
    return next?.afterTokens === this.tokenCount ? next : undefined;
  }

  usage(): ReportedUsage | undefined {
    if (this.reported === "none") return undefined;
    return (
      this.reported ?? {
        inputTokens: this.context.request.inputTokens,
        outputTokens: this.tokenCount,
        cachedTokens: 0,
        reasoningTokens: this.reasoningCount,
      }
    );
  }
}
