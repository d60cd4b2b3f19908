import type { NewEvent } from "@slipway/schemas/events/event";
import { runSpanIds } from "#run-spans/run-span-ids.ts";

/** Knows which span of a run is at work, before any of its spans is made: what is called now hangs under it. */
export function followSpanAtWork(runId: string): { saw(event: NewEvent): void; id(): string } {
  let turn: number | null = null;
  let isChatting = false;
  return {
    saw: (event) => {
      if (event.type === "turn.started") {
        turn = event.turn;
        isChatting = true;
      } else if (event.type === "turn.finished" && isChatting) {
        isChatting = false;
        // What the turn asks for is done within it.
        if (event.stopReason !== "tool_calls") turn = null;
      }
    },
    id: () => {
      if (turn === null) return runSpanIds.invocation(runId);
      return isChatting ? runSpanIds.chat(runId, turn) : runSpanIds.turn(runId, turn);
    },
  };
}
