import type { SlipwayEvent } from "@slipway/schemas/events/event";
import { newId } from "@slipway/schemas/ids";

/** What stands in a run's log of its conversation: the messages of people, and the answer that it is writing. */
export type Said = {
  readonly messageIds: Set<string>;
  /** The message that the run's next turn belongs to. */
  readonly answerId: string;
};

/** Reads the earlier attempts of a run. Its first answer takes the run's own time and randomness; one after a steer is new. */
export function readSaid(runId: string, past: readonly SlipwayEvent[]): Said {
  const messageIds = new Set<string>();
  const first = `msg_${runId.slice("run_".length)}`;
  let answerId = first;
  let hasAnswered = false;
  for (const event of past) {
    if (event.type === "message.created") {
      messageIds.add(event.message.id);
      if (hasAnswered) answerId = newId("message");
      hasAnswered = false;
    }
    if (event.type === "turn.started") {
      hasAnswered = true;
      answerId = event.messageId;
    }
  }
  return { messageIds, answerId };
}
