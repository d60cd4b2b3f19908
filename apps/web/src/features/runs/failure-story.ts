import type { EventOf, SlipwayEvent } from "@slipway/schemas/events/event";
import { foldEvents } from "@slipway/schemas/events/fold-messages";
import { messageText } from "#features/conversation/index.ts";
import { mainArgument, toolStateWords } from "#features/tools/index.ts";

export type FailureStory = {
  /** The last that was said before it failed, oldest first, its ends cut where it is long. */
  readonly said: readonly { readonly role: "user" | "assistant"; readonly text: string }[];
  /** The last tools that were called, oldest first. */
  readonly tools: readonly {
    readonly callId: string;
    readonly name: string;
    readonly argument: string;
    /** How it ended: `Failed`, `Timed out`; null: it did what it was meant to. */
    readonly problem: string | null;
  }[];
};

const keptMessages = 3;
const keptTools = 8;
const keptCharacters = 300;

/** What led to a failure, as the run's log tells it: secrets were taken out before they came into it. */
export function tellFailure(events: readonly SlipwayEvent[]): FailureStory {
  const said = foldEvents(events).messages.flatMap((message) => {
    const text = shorten(messageText(message));
    return text && message.role !== "system" ? [{ role: message.role, text }] : [];
  });
  const ends = new Map(
    events.flatMap((event) => (event.type === "tool.finished" ? [[event.callId, event]] : [])),
  );
  const tools = events.flatMap((event) => {
    if (event.type !== "tool.started") return [];
    const { callId, name, input } = event;
    const problem = problemOf(ends.get(callId)?.outcome);
    return [{ callId, name, argument: mainArgument(name, input), problem }];
  });
  return { said: said.slice(-keptMessages), tools: tools.slice(-keptTools) };
}

function problemOf(outcome: EventOf<"tool.finished">["outcome"] | undefined): string | null {
  if (outcome === undefined) return "Not finished";
  return outcome === "ok" ? null : toolStateWords[outcome];
}

function shorten(text: string): string {
  const line = text.trim();
  return line.length > keptCharacters ? `${line.slice(0, keptCharacters)}…` : line;
}
