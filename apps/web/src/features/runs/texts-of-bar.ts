import type { SlipwayEvent } from "@slipway/schemas/events/event";
import type { Bar } from "./build-timeline.ts";

type BarText = { readonly label: string; readonly text: string };

/** Far more than anybody reads here; the whole of it is under Messages and Raw. */
const keptCharacters = 20_000;

/** What a bar's events say in full: a tool's input and output, what was thought or written. */
export function textsOfBar(bar: Pick<Bar, "key">, events: readonly SlipwayEvent[]): readonly BarText[] {
  return events.flatMap((event): BarText[] => {
    switch (event.type) {
      case "tool.started":
        return event.callId === bar.key ? [{ label: "Input", text: inWords(event.input) }] : [];
      case "tool.finished":
        return event.callId === bar.key ? [{ label: "Output", text: inWords(event.output) }] : [];
      case "text.finished":
      case "reasoning.finished":
        return event.blockId === bar.key ? [{ label: "Text", text: inWords(event.text) }] : [];
      default:
        return [];
    }
  });
}

function inWords(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value, null, 2) ?? "");
  return text.length > keptCharacters ? `${text.slice(0, keptCharacters)}…` : text;
}
