import type { AssistantMessage } from "@earendil-works/pi-ai";
import { isContextOverflow } from "@earendil-works/pi-ai/utils/overflow";
import type { ModelFailure, ModelTarget } from "#harness/harness.ts";
import { toModelFailure } from "#harness/model-call/to-model-failure.ts";
import type { WireOutcome } from "#harness/model-call/wire.ts";

type EndedCall = {
  readonly model: ModelTarget;
  /** Pi's last word on the call. */
  readonly message: AssistantMessage;
  readonly outcome: WireOutcome;
  /** The text that was shown. */
  readonly text: string;
};

/** Why a call that was not aborted brought no answer. Null: it did. */
export function findFailure({ model, message, outcome, text }: EndedCall): ModelFailure | null {
  switch (message.stopReason) {
    case "stop":
    case "toolUse":
      return null;
    case "length":
      // Some endpoints cut the conversation to fit and then have no room left for an answer.
      if (text !== "" || !isContextOverflow(message, model.contextWindow ?? undefined)) return null;
      return { ...tooLong, message: "The conversation leaves no room for an answer." };
    default:
      return toModelFailure({ outcome, message, baseUrl: model.baseUrl, apiKey: model.apiKey });
  }
}

const tooLong = { kind: "too_long", status: null, retryAfterMs: null } as const;
