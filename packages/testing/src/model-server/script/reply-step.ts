/** One answer of the model to one request, played from the first step to the last. */
export type Reply = readonly ReplyStep[];

export type ReplyStep =
  | { readonly kind: "text"; readonly text: string; readonly everyMs?: number }
  | { readonly kind: "reasoning"; readonly text: string; readonly everyMs?: number }
  /** `arguments` is sent as it is: text that is not JSON makes a broken call. */
  | {
      readonly kind: "toolCall";
      readonly name: string;
      readonly arguments: string;
      readonly everyMs?: number;
    }
  /** The answer that is given when there is no script. */
  | { readonly kind: "echo"; readonly everyMs?: number }
  /** A text that quotes the tool results since the last answer. */
  | { readonly kind: "results"; readonly everyMs?: number }
  | { readonly kind: "pause"; readonly ms: number }
  /** Waits until the gate of this name is open. */
  | { readonly kind: "gate"; readonly name: string }
  /** Sends the headers and the first, empty chunk. Without it they go out with the first token. */
  | { readonly kind: "open" }
  | { readonly kind: "raw"; readonly data: string }
  | { readonly kind: "usage"; readonly usage: ReportedUsage | "none" }
  | { readonly kind: "finish"; readonly reason: FinishReason }
  | FaultStep;

/**
 * What goes wrong, at its place among the steps or once `afterTokens` tokens of the reply were sent (at the
 * latest after the last). With `times`, it only happens the first so many times that this reply is asked for.
 */
export type FaultStep = Fault & { readonly afterTokens?: number; readonly times?: number };

type Fault =
  /** The connection stays open and silent. Before any output not even headers are sent. */
  | { readonly kind: "hang" }
  /** The socket is destroyed. */
  | { readonly kind: "cut" }
  /** The answer ends in good order, but without a finish reason. */
  | { readonly kind: "end" }
  /** An HTTP error, or the wire's error event when output was sent before. */
  | {
      readonly kind: "error";
      readonly status: number;
      readonly message?: string;
      readonly code?: string;
      readonly retryAfterSeconds?: number;
    };

export type FinishReason = "stop" | "length" | "toolCalls" | "contentFilter";

/** `inputTokens` include the cached ones, `outputTokens` the reasoning. */
export type ReportedUsage = {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedTokens: number;
  readonly reasoningTokens: number;
};

const faultKinds: ReadonlySet<string> = new Set<FaultStep["kind"]>(["hang", "cut", "end", "error"]);

export function isFault(step: ReplyStep): step is FaultStep {
  return faultKinds.has(step.kind);
}
