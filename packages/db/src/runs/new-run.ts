import type { AppType } from "@slipway/schemas/apps/app-type";
import type { Message } from "@slipway/schemas/messages/message";
import type { OnBusy } from "@slipway/schemas/public-api/invoke";
import type { Budget } from "@slipway/schemas/runs/budget";
import type { RunInput } from "@slipway/schemas/runs/run-input";
import type { RunSource } from "@slipway/schemas/runs/run-source";
import type { Continues } from "#runs/run-row.ts";

/** A run that has ended and is answered anew. */
export type AnsweredRun = {
  readonly runId: string;
  /** Its message, which the new run answers too. */
  readonly messageId: string;
  /** Whether that message stands in the transcript: that of a run which never started does not. */
  readonly isTold: boolean;
  /** Where the new run goes on from; null: it begins with the message. */
  readonly continues: Continues | null;
  /** What lies after this place of the record is none of what the model sees; null: what that run has said is not. */
  readonly rewind: { readonly seq: number; readonly ordinal: number } | null;
};

/** A message of a prompt with its variables' values. */
export type PromptMessage = { readonly role: Message["role"]; readonly content: string };

/** Everything that is known of a run before it is stored. */
export type NewRun = {
  readonly projectId: string;
  readonly app: { readonly id: string; readonly slug: string; readonly type: AppType };
  /** Null starts a new session. */
  readonly sessionId: string | null;
  readonly onBusy: OnBusy;
  readonly clientMessageId: string | null;
  /** Tells the same request from another one under the same clientMessageId. */
  readonly requestHash: string | null;
  /** The run whose answer this one gives anew. */
  readonly retryOf?: AnsweredRun;
  readonly revision: number | null;
  readonly environment: string | null;
  readonly draftConfig: unknown;
  readonly model: string;
  readonly input: RunInput;
  /** What stands in the transcript of a completion, whose input is no message. */
  readonly prompt?: readonly PromptMessage[];
  readonly budget: Budget;
  readonly durable: boolean;
  /** What the caller answers in advance where the configuration asks. */
  readonly approvals: Readonly<Record<string, "allow" | "deny">> | null;
  readonly source: RunSource;
  readonly userId: string | null;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly trace: {
    readonly traceId: string;
    readonly parentSpanId: string | null;
    readonly traceFlags: number;
    readonly traceState: string | null;
  };
  readonly now: Date;
  /** Somebody waits for its first words: a runner with room gets it at once, without a claim. */
  readonly isAwaited?: boolean;
  /** Runs that may wait in the whole project. */
  readonly maxQueued: number;
};

/** A run of a target that was recalled instead of asked for: it is only stored if what was wanted still leads there. */
export type RecalledRun = NewRun & {
  readonly wanted: { readonly revision: number | null; readonly environment: string | null };
};
