import type { Harness, ModelTarget } from "#harness/harness.ts";

/** What the adapter under test talks to. */
export type HarnessFixture = AsyncDisposable & {
  readonly harness: Harness;
  readonly model: ModelTarget;
  readonly fetch: typeof fetch;
  /** A message that the model answers with at least three words at once. */
  readonly promptForAnswer: string;
  /** A message that the model answers with many words, taking half a second or more. */
  readonly promptForSlowAnswer: string;
  /** Resolves when no call to the model is open any more. */
  closed(): Promise<void>;
  /** The text that the model was last sent, of the whole conversation. Null: nobody can look. */
  lastRequest(): string | null;
};
