import type { AssistantMessage } from "@earendil-works/pi-ai";
import { isContextOverflow } from "@earendil-works/pi-ai/utils/overflow";
import { assertNever } from "@slipway/schemas/assert-never";
import type { ModelFailure } from "#harness/harness.ts";
import { networkFailure } from "#harness/model-call/network-failure.ts";
import { readProviderWords, toSafeMessage } from "#harness/model-call/provider-words.ts";
import type { WireOutcome } from "#harness/model-call/wire.ts";

type FailedCall = {
  readonly outcome: WireOutcome;
  /** Pi's account of it: the only source for what went wrong within the stream. */
  readonly message: AssistantMessage;
  readonly baseUrl: string;
  readonly apiKey: string | null;
};

type Cause = Omit<ModelFailure, "status" | "retryAfterMs"> & Partial<ModelFailure>;

/** Why the call failed, in our terms. */
export function toModelFailure(call: FailedCall): ModelFailure {
  const cause = causeOf(call);
  return { status: null, retryAfterMs: null, ...cause, message: toSafeMessage(cause.message, call.apiKey) };
}

function causeOf(call: FailedCall): Cause {
  const { outcome, message } = call;
  switch (outcome.kind) {
    case "unsent":
      return { kind: "rejected", message: message.errorMessage ?? "The request could not be made." };
    case "unanswered":
      return networkFailure(outcome.error, call.baseUrl);
    case "not_a_stream":
      return answerFailure(outcome, message);
    case "streaming":
      return streamFailure(message);
    default:
      return assertNever(outcome);
  }
}

function answerFailure(answer: WireOutcome & { kind: "not_a_stream" }, message: AssistantMessage): Cause {
  const { status, retryAfterMs } = answer;
  const words = readProviderWords(answer.body);
  const said = words.message || `The endpoint answered ${describeAnswer(answer)}.`;
  const kind = kindOfAnswer(status, { message: said, codes: words.codes }, message);
  return { kind, message: said, status, retryAfterMs };
}

function describeAnswer({ status, contentType }: WireOutcome & { kind: "not_a_stream" }): string {
  if (/html/i.test(contentType)) return `${status} with a web page: is the base URL the one of its API?`;
  return status < 300 ? `${status} without a stream` : `status ${status} without saying why`;
}

type Words = { readonly message: string; readonly codes: readonly string[] };

function kindOfAnswer(status: number, words: Words, message: AssistantMessage): ModelFailure["kind"] {
  if (status === 401 || status === 403) return saysFiltered(words) ? "content_filtered" : "unauthorized";
  // Google's answer to a wrong key.
  if (status === 400 && words.codes.includes("API_KEY_INVALID")) return "unauthorized";
  // A spent quota also comes as 429, but no waiting helps.
  if (status === 429) return words.codes.includes("insufficient_quota") ? "rejected" : "rate_limited";
  if (status === 413 || saysTooLong(words, message)) return "too_long";
  if (saysFiltered(words)) return "content_filtered";
  return status === 408 || status >= 500 ? "overloaded" : "rejected";
}

function streamFailure(message: AssistantMessage): Cause {
  const said = message.errorMessage ?? "";
  const reason = message.rawStopReason;
  if (reason !== undefined && !usualStops.has(reason))
    return { kind: kindOfStop(reason), message: `The model stopped: ${reason}.` };
  if (brokenStream.test(said)) {
    return { kind: "cut", message: "The connection was lost, or the answer ended without its finish." };
  }
  const words = readProviderWords(said);
  if (saysTooLong(words, message)) return { kind: "too_long", message: words.message };
  if (saysFiltered(words)) return { kind: "content_filtered", message: words.message };
  const kind = saysSlower.test([words.message, ...words.codes].join(" ")) ? "rate_limited" : "overloaded";
  return { kind, message: words.message };
}

const saysSlower = /rate.?limit|too many requests|resource.?exhausted/i;

/** These say that an answer ended as it should, or nothing: what came after is what went wrong. */
const usualStops: ReadonlySet<string> = new Set(
  "stop length tool_calls end_turn stop_sequence tool_use max_tokens pause_turn completed failed".split(" "),
);

function kindOfStop(reason: string): ModelFailure["kind"] {
  if (/content.?filter|safety|recitation|prohibited|refusal|blocklist|spii|sensitive/i.test(reason)) {
    return "content_filtered";
  }
  if (/context|too.?long/i.test(reason)) return "too_long";
  // Calls that the model did not write well: it may do better the next time.
  return /network|error|resource|malformed|unexpected_tool/i.test(reason) ? "cut" : "rejected";
}

/** How Pi, its SDK and undici say that a stream broke off or held what is no JSON. */
const brokenStream =
  /^(?:Stream ended without finish_reason|(?:Anthropic|OpenAI Responses) stream ended (?:before|without) .*|terminated|aborted|Request was aborted|Connection error\.?|.*(?:Could not parse|is not valid JSON|JSON input|in JSON at position|other side closed|ECONNRESET).*)$/s;

function saysTooLong({ message, codes }: Words, native: AssistantMessage): boolean {
  const text = [message, ...codes].join(" ");
  return isContextOverflow({ ...native, stopReason: "error", errorMessage: text });
}

function saysFiltered({ message, codes }: Words): boolean {
  return /content.?filter|content.?management.?policy|content_policy|moderation/i.test(
    [message, ...codes].join(" "),
  );
}
