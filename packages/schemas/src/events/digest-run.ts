import type { NewEvent, SlipwayEvent } from "#events/event.ts";
import { noTokens } from "#runs/usage.ts";

type OpenTurn = {
  readonly turn: number;
  readonly model: string;
  readonly startedAt: string;
  ttftMs: number | null;
};
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
  /** What the open turn has shown, in blocks that are open or finished: no record of the model has it yet. */
  readonly openTurnText: string;
};

type Draft = {
  openTurn: OpenTurn | null;
  readonly openBlocks: Map<string, OpenBlock>;
  readonly openTools: Map<string, OpenTool>;
  turns: number;
  isCut: boolean;
  texts: Map<string, string>;
  turnTexts: Map<string, string>;
};

/** Reads a run's events, in order, from its first one. */
export function digestRun(events: Iterable<SlipwayEvent>): RunDigest {
  const draft: Draft = {
    openTurn: null,
    openBlocks: new Map(),
    openTools: new Map(),
    turns: 0,
    isCut: false,
    texts: new Map(),
    turnTexts: new Map(),
  };
  for (const event of events) {
    addTurnEvent(draft, event);
    addBlockEvent(draft, event);
    addToolEvent(draft, event);
  }
  const { turnTexts, ...digest } = draft;
  return { ...digest, texts: [...draft.texts.values()], openTurnText: [...turnTexts.values()].join("") };
}

function addTurnEvent(draft: Draft, event: SlipwayEvent): void {
  if (event.type === "turn.started") {
    draft.openTurn = { turn: event.turn, model: event.model, startedAt: event.at, ttftMs: null };
    draft.turns = Math.max(draft.turns, event.turn);
    if (!draft.isCut) draft.texts = new Map();
    draft.isCut = false;
    draft.turnTexts = new Map();
  }
  if (event.type === "turn.finished") {
    draft.openTurn = null;
    draft.turnTexts = new Map();
    draft.isCut = event.interrupted === true;
  }
}

function addBlockEvent({ openTurn, openBlocks, texts, turnTexts }: Draft, event: SlipwayEvent): void {
  switch (event.type) {
    case "text.started":
    case "reasoning.started":
      openBlocks.set(event.blockId, { type: event.type === "text.started" ? "text" : "reasoning", text: "" });
      if (openTurn) openTurn.ttftMs ??= Date.parse(event.at) - Date.parse(openTurn.startedAt);
      break;
    case "text.delta":
    case "reasoning.delta": {
      const block = openBlocks.get(event.blockId);
      if (block) block.text += event.delta;
      if (block?.type === "text")
        for (const shown of [texts, turnTexts]) shown.set(event.blockId, block.text);
      break;
    }
    case "text.finished":
      for (const shown of [texts, turnTexts]) shown.set(event.blockId, event.text);
      openBlocks.delete(event.blockId);
      break;
    case "reasoning.finished":
      openBlocks.delete(event.blockId);
      break;
    default:
      break;
  }
}

function addToolEvent({ openTools }: Draft, event: SlipwayEvent): void {
  if (event.type === "tool.started") {
    openTools.set(event.callId, { name: event.name, startedAt: event.at, output: "" });
  }
  if (event.type === "tool.progress") {
    const tool = openTools.get(event.callId);
    if (tool) tool.output += event.delta;
  }
  if (event.type === "tool.finished") openTools.delete(event.callId);
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
