/** One HTTP call whose answer is read to its end. */
export type Call = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How the answer is read: events of Slipway, chunks of OpenAI chat completions, or one JSON body. */
  readonly wire: "slipway" | "openai" | "json";
};

/** What the load process is asked to do. */
export type LoadPlan =
  /** One call after the other, over connections that are kept. */
  | { readonly kind: "sequence"; readonly calls: readonly Call[]; readonly timeoutMs: number }
  /** All at once, each over a connection of its own. */
  | { readonly kind: "burst"; readonly calls: readonly Call[]; readonly timeoutMs: number }
  /** The same call again and again, so many at a time, until the time is over and the last are answered. */
  | {
      readonly kind: "loop";
      readonly call: Call;
      readonly concurrency: number;
      readonly durationMs: number;
      readonly timeoutMs: number;
    };

/** Times are in milliseconds since the call was made, in a burst since all were. */
export type CallResult = {
  readonly status: number;
  /** Milliseconds since the epoch, with fractions. */
  readonly startedAt: number;
  readonly firstTextMs: number | null;
  readonly lastTextMs: number | null;
  readonly endMs: number;
  /** The first time that each type of event came. Empty for other wires. */
  readonly firstOf: Readonly<Record<string, number>>;
  /** Everything that was said. */
  readonly text: string;
  readonly sessionId: string | null;
  /** The last run that the answer showed. */
  readonly run: { readonly status: string; readonly stopReason: string | null } | null;
};

export type LoadResult = { readonly calls: readonly CallResult[]; readonly elapsedMs: number };
