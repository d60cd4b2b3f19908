import type { AppType } from "@slipway/schemas/apps/app-type";
import type { RunInput } from "@slipway/schemas/runs/run-input";
import type { TraceContext } from "#trace-context.ts";

/** What of a run its spans are made from, beside its events. */
export type TracedRun = {
  readonly projectId: string;
  readonly sessionId: string;
  readonly id: string;
  readonly app: { readonly id: string; readonly slug: string; readonly type: AppType };
  readonly revision: number | null;
  readonly environment: string | null;
  readonly input: RunInput;
  readonly createdAt: Date;
  /** When it was first claimed. */
  readonly startedAt: Date;
  /** Where it hangs: under what stored it. Its flags decide whether collectors are sent any of its spans. */
  readonly trace: TraceContext;
  /** Whether its spans may say what people, models and tools said. */
  readonly capturesContent: boolean;
};

/** How a run ended, as its own span tells it. */
export type TracedEnd = {
  readonly status: string;
  readonly stopReason: string | null;
  readonly attempt: number;
  readonly errorCode: string | null;
};

/** The model that is asked next, as far as the events do not tell it. */
export type AskedModel = {
  readonly baseUrl: string;
  /** Cut out of whatever the spans carry. */
  readonly apiKey: string | null;
};

/** What a configuration asks of its models, by the convention's attributes. */
export type RequestParameters = {
  readonly temperature?: number | undefined;
  readonly topP?: number | undefined;
  readonly maxOutputTokens?: number | undefined;
  readonly seed?: number | undefined;
  readonly stop?: readonly string[] | undefined;
};
