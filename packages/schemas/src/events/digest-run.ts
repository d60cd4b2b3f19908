import type { NewEvent, SlipwayEvent } from "#events/event.ts";
import { noTokens } from "#runs/usage.ts";

type OpenTurn = { readonly turn: number; readonly model: string; readonly startedAt: string; ttftMs: number | null };
type OpenBlock = { readonly type: "text" | "reasoning"; text: string };
type OpenTool = { readonly name: string; readonly startedAt: string; output: string };

/** What one run's events amount to: what is still open, and the text that it has to show. */
export type RunDigest = {
  readonly openTurn: OpenTurn | null;
  readonly openBlocks: ReadonlyMap<string, OpenBlock>;
  readonly openTools: ReadonlyMap<string, OpenTool>;
  /** How many turns were started. */
  readonly turns: number;
  /** The last turn was cut: the next one goes on with its text. */
  readonly isCut: boolean;
  /** The text blocks of the last turn, with those of the cut turns that it continues. */
  readonly texts: readonly string[];
};

/** Reads a run's events, in order, from its first one. */
export function digestRun(events: Iterable<SlipwayEvent>): RunDigest {
  const openBlocks = new Map<string, OpenBlock>();
  const openTools = new Map<string, OpenTool>();
  let texts = new Map<string, string>();
  let openTurn: OpenTurn | null = null;
  let turns = 0;
  let isCut = false;
  for (const event of events) {
    switch (event.type) {
      case "turn.started":
        openTurn = { turn: event.turn, model: event.model, startedAt: event.at, ttftMs: null };
        turns = Math.max(turns, event.turn);
        if (!isCut) texts = new Map();
        isCut = false;
        break;
      case "turn.finished":
        openTurn = null;
        isCut = event.interrupted === true;
        break;
      case "text.started":
      case "reasoning.started":
        openBlocks.set(event.blockId, { type: event.type === "text.started" ? "text" : "reasoning", text: "" });
        if (event.type === "text.started") texts.set(event.blockId, "");
        if (openTurn) openTurn.ttftMs ??= Date.parse(event.at) - Date.parse(openTurn.startedAt);
        break;
      case "text.delta":
      case "reasoning.delta": {
        const block = openBlocks.get(event.blockId);
        if (block) block.text += event.delta;
        if (event.type === "text.delta") texts.set(event.blockId, block?.text ?? event.delta);
        break;
      }
      case "text.finished":
        texts.set(event.blockId, event.text);
        openBlocks.delete(event.blockId);
        break;
      case "reasoning.finished":
        openBlocks.delete(event.blockId);
        break;
      case "tool.started":
        openTools.set(event.callId, { name: event.name, startedAt: event.at, output: "" });
        break;
      case "tool.progress": {
        const tool = openTools.get(event.callId);
        if (tool) tool.output += event.delta;
        break;
      }
      case "tool.finished":
        openTools.delete(event.callId);
        break;
      default:
        break;
    }
  }
  return { openTurn, openBlocks, openTools, turns, isCut, texts: [...texts.values()] };
}

/** The text that a run has to show so far; null when there is none. */
export function outputTextOf({ texts }: Pick<RunDigest, "texts">): string | null {
  const text = texts.join("");
  return text === "" ? null : text;
}

/**
 * The events that close a turn which nobody will finish: its blocks with the text that is stored, its tools as
 * interrupted, then the turn itself. Nothing is retracted.
 */
export function closeInterrupted({ openTurn, openBlocks, openTools }: RunDigest, now: Date): NewEvent[] {
  const blocks = [...openBlocks].map(([blockId, { type, text }]): NewEvent => {
    return { type: `${type}.finished`, blockId, text, interrupted: true };
  });
  const tools = [...openTools].map(
    ([callId, { name, startedAt, output }]): NewEvent => ({
      type: "tool.finished",
      callId,
      name,
      output: output === "" ? null : output,
      isError: true,
      outcome: "interrupted",
      durationMs: since(startedAt, now),
    }),
  );
  if (!openTurn) return [...blocks, ...tools];
  const turn: NewEvent = {
    type: "turn.finished",
    turn: openTurn.turn,
    model: openTurn.model,
    usage: noTokens,
    costUsd: null,
    stopReason: "aborted",
    durationMs: since(openTurn.startedAt, now),
    ttftMs: openTurn.ttftMs === null ? null : Math.max(0, openTurn.ttftMs),
    interrupted: true,
  };
  return [...blocks, ...tools, turn];
}

function since(at: string, now: Date): number {
  return Math.max(0, now.getTime() - Date.parse(at));
}
