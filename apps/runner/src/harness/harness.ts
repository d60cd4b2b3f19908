import type { ParameterName, Parameters, ReasoningLevel } from "@slipway/schemas/apps/parameters";
import type { NewEvent } from "@slipway/schemas/events/event";
import type { ModelCost } from "@slipway/schemas/models/model";
import type { ProviderApi } from "@slipway/schemas/models/provider";
import type { MessageEntry } from "@slipway/schemas/runs/message-entry";
import type { RunInput } from "@slipway/schemas/runs/run-input";
import type { ToolResultEntry } from "@slipway/schemas/runs/tool-result-entry";
import type { TokenUsage } from "@slipway/schemas/runs/usage";
import type { ToolDeclaration } from "#tools/tool.ts";

/** A model with all that is needed to call it. The key is used literally and lives only in memory. */
export type ModelTarget = {
  readonly ref: string;
  readonly provider: string;
  readonly modelId: string;
  readonly api: ProviderApi | "demo";
  readonly baseUrl: string;
  readonly apiKey: string | null;
  readonly contextWindow: number | null;
  readonly maxOutputTokens: number | null;
  readonly reasoning: boolean;
  readonly reasoningLevels: readonly ReasoningLevel[];
  readonly vision: boolean;
  /** It can be held to a JSON Schema by its wire format's own option. */
  readonly structuredOutput: boolean;
  /** Those that it takes. */
  readonly parameters: readonly ParameterName[];
  readonly cost: ModelCost | null;
};

/** One record of what the model sees. Private to its adapter: everybody else stores and returns it unread. */
export type HarnessEntry = { readonly [key: string]: unknown };

/** What the host itself writes to the record, and every adapter reads. */
export type NeutralEntry = MessageEntry | ToolResultEntry;

/** What an adapter may emit during a turn. Everything around it (turns, tools, ends) is the run's own. */
export type HarnessEvent = Extract<
  NewEvent,
  {
    type:
      | "text.started"
      | "text.delta"
      | "text.finished"
      | "reasoning.started"
      | "reasoning.delta"
      | "reasoning.finished"
      | "tool.requested"
      | "warning";
  }
>;

/** Why a model call failed, in our terms, whatever the provider's were. */
export type ModelFailure = {
  readonly kind:
    | "unauthorized"
    | "rate_limited"
    | "overloaded"
    | "unreachable"
    | "cut"
    | "too_long"
    | "content_filtered"
    | "rejected";
  /** The provider's own words, without any secret. */
  readonly message: string;
  readonly status: number | null;
  /** How long the provider asked us to wait. */
  readonly retryAfterMs: number | null;
};

/** A call that the model asks for. `callId` is unique within the session, whatever the provider calls it. */
export type ToolCall = {
  readonly callId: string;
  readonly name: string;
  readonly input: Record<string, unknown>;
  /** Why the arguments could not be read; then `input` is what could be made of them. */
  readonly unreadable?: string;
};

/** What a provider calls its answer, and the model that gave it: a version of the one that was asked for, or another. */
export type AnsweredBy = { readonly responseId: string; readonly responseModel?: string };

/** How one model call ended. `usage` is what the provider reported, null where it reported nothing. */
export type TurnEnd = {
  readonly usage: TokenUsage | null;
  /** What to store so that the next turn or run sees this one, also the part of a cut answer that was shown. */
  readonly entries: readonly HarnessEntry[];
  /** Left out: the provider did not say, or did not get to it. */
  readonly answeredBy?: AnsweredBy | undefined;
} & (
  | { readonly kind: "answered"; readonly stopReason: "stop" | "length"; readonly text: string }
  | { readonly kind: "tool_calls"; readonly calls: readonly ToolCall[]; readonly text: string }
  | { readonly kind: "failed"; readonly failure: ModelFailure; readonly shown: boolean }
  | { readonly kind: "aborted" }
);

export type TurnInput = {
  /** Cuts the call: the socket to the model is closed before the turn's promise resolves. */
  readonly signal: AbortSignal;
  readonly emit: (event: HarnessEvent) => void;
};

/** How a request to shorten the record ended. */
export type CompactionEnd = {
  /** What the model that wrote the summary used, null where it reported nothing. */
  readonly usage: TokenUsage | null;
} & (
  | {
      readonly kind: "compacted";
      /** What to store: from here on the model sees the summary instead of what it stands for. Nothing is deleted. */
      readonly entries: readonly HarnessEntry[];
      readonly tokensBefore: number;
      readonly tokensAfter: number;
    }
  /** The record cannot get shorter, or this adapter does not shorten. */
  | { readonly kind: "nothing_to_compact" }
  | { readonly kind: "failed"; readonly failure: ModelFailure }
  | { readonly kind: "aborted" }
);

/** How full the model is. `tokens` is what the provider last counted plus an estimate of what came since. */
export type ContextUsage = { readonly tokens: number; readonly contextWindow: number | null };

/** A document that the model is told of and can read. */
export type Skill = { readonly name: string; readonly content: string };

export type OpenHarness = {
  readonly model: ModelTarget;
  readonly instructions: string;
  /** JSON Schema 2020-12 of answers in words; null or left out: they are free. Whether one fits is for the host to say. */
  readonly outputSchema?: Readonly<Record<string, unknown>> | null;
  /** What the run was asked, as its caller would put it: the demo model shows how. */
  readonly input?: RunInput;
  readonly parameters: Parameters;
  /** What the model may call. The adapter declares them; it never runs one. */
  readonly tools: readonly ToolDeclaration[];
  readonly skills: readonly Skill[];
  /** What was stored for this session so far, oldest first, the message to answer included. */
  readonly entries: readonly HarnessEntry[];
  /** The bytes of a picture that a tool has shown, as base64; null: it is kept no more. Left out: none is. */
  readonly readPicture?: (sha256: string) => Promise<string | null>;
  /** The only way to the network: it refuses addresses that the installation may not call. */
  readonly fetch: typeof fetch;
};

/**
 * One run's hold on a harness. A turn is one model call: what the model asks for is done by the host, which adds the
 * results and asks for the next turn.
 *
 * Promises of every adapter, proved by `harness-conformance.ts`:
 * - events are emitted in order, every block that was started is finished, also on failure and abort, and nothing is
 *   emitted after the promise has settled;
 * - it never rejects for what a model or provider does: that is a `TurnEnd`;
 * - an abort settles promptly and leaves no open socket.
 */
export type HarnessSession = {
  /** Asks the model to answer the last stored message, or what its tools answered. */
  runTurn(input: TurnInput): Promise<TurnEnd>;
  /**
   * Goes on after an answer that was cut: the shown part is among the entries, and the request to continue
   * is sent but never stored.
   */
  continueTurn(input: TurnInput): Promise<TurnEnd>;
  /** What the host wrote to the record since: tool results, messages of people. What turns and compactions return is known already. */
  add(entries: readonly NeutralEntry[]): void;
  /**
   * The calls of the last answer that have no result in the record yet, from stored entries alone: what is left to do
   * before the next turn. A turn that is asked for all the same tells the model that their outcome is unknown.
   */
  pendingCalls(): readonly ToolCall[];
  contextUsage(): ContextUsage;
  /**
   * Puts a summary in the place of the older part of the record. The host says when: under pressure, or after `too_long`.
   * The last message and every pair of call and result stay whole. One that fails changes nothing.
   */
  compact(input: { readonly signal: AbortSignal }): Promise<CompactionEnd>;
  /**
   * Where the record cannot be shortened enough: from here on the model sees the task, word by word, and what is done, and
   * nothing else of it. Asks no model. Leaves the record as it is where that would not help.
   */
  startAfresh(): CompactionEnd;
  /** Frees what the session holds. Safe to call twice. */
  close(): Promise<void>;
};

export type Harness = {
  readonly name: "llm" | "pi";
  open(input: OpenHarness): Promise<HarnessSession>;
};
