import type { SlipwayEvent } from "#events/event.ts";
import { addTokens, noTokens, type TokenUsage } from "#runs/usage.ts";

type OpenTurn = {
  readonly turn: number;
  readonly model: string;
  readonly startedAt: string;
  ttftMs: number | null;
};
type OpenBlock = { readonly type: "text" | "reasoning"; text: string };

/** A call that the model asked for and that has no result yet. */
export type OpenCall = {
  readonly callId: string;
  readonly name: string;
  /** What it runs or would run with; of one that was not asked for to the end, nothing. */
  readonly input: Readonly<Record<string, unknown>>;
  /** When it began to run; null: it has not. */
  readonly startedAt: string | null;
  /** What it has shown so far. */
  readonly output: string;
};

/** A call that has finished, for whoever watches for loops. */
export type PastCall = {
  readonly name: string;
  readonly input: unknown;
  /** What it answered where it failed, else null. */
  readonly failure: string | null;
};

type Spent = { readonly tokens: TokenUsage; readonly costUsd: number | null; readonly toolCalls: number };

/** What one run's events amount to: what is still open, and the text that it has to show. */
export type RunDigest = {
  readonly openTurn: OpenTurn | null;
  readonly openBlocks: ReadonlyMap<string, OpenBlock>;
  /** Calls without a result, in the order in which they were asked for. */
  readonly openCalls: ReadonlyMap<string, OpenCall>;
  readonly pastCalls: readonly PastCall[];
  /** Questions that nobody has answered, each with its call. */
  readonly openApprovals: ReadonlyMap<string, string>;
  /** How many turns were started. */
  readonly turns: number;
  /** How many steps were finished, and where the last one was saved. */
  readonly steps: number;
  readonly checkpointId: string | null;
  /** What its model calls have used, and how often tools ran. A turn that was cut has told nothing. */
  readonly spent: Spent;
  /** The model has said its last word, and nothing was said to it since: what is missing is the run's end. */
  readonly isAnswered: boolean;
  /** The last turn and all that it asked for is saved as a step. */
  readonly isStepSaved: boolean;
  /** Outputs of the model that did not fit the schema. */
  readonly invalidOutputs: number;
  /** Why nobody works on it, if nobody does: it waits for a person, its last model call failed, or its runner is gone. */
  readonly rest: "waiting" | "model_failed" | "working";
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
  readonly openCalls: Map<string, OpenCall & { readonly inputText: string }>;
  readonly pastCalls: PastCall[];
  readonly openApprovals: Map<string, string>;
  turns: number;
  steps: number;
  checkpointId: string | null;
  spent: Spent;
  isAnswered: boolean;
  isStepSaved: boolean;
  invalidOutputs: number;
  rest: RunDigest["rest"];
  isCut: boolean;
  texts: Map<string, string>;
  turnTexts: Map<string, string>;
};

/** Reads a run's events, in order, from its first one. */
export function digestRun(events: Iterable<SlipwayEvent>): RunDigest {
  const draft: Draft = {
    openTurn: null,
    openBlocks: new Map(),
    openCalls: new Map(),
    pastCalls: [],
    openApprovals: new Map(),
    turns: 0,
    steps: 0,
    checkpointId: null,
    spent: { tokens: noTokens, costUsd: 0, toolCalls: 0 },
    isAnswered: false,
    isStepSaved: false,
    invalidOutputs: 0,
    rest: "working",
    isCut: false,
    texts: new Map(),
    turnTexts: new Map(),
  };
  for (const event of events) {
    addTurnEvent(draft, event);
    addBlockEvent(draft, event);
    addToolEvent(draft, event);
    addStepEvent(draft, event);
    draft.spent = addSpent(draft.spent, event);
  }
  const { turnTexts, ...digest } = draft;
  return {
    ...digest,
    openCalls: new Map([...draft.openCalls].map(([callId, call]) => [callId, toOpenCall(call)])),
    texts: [...draft.texts.values()],
    openTurnText: [...turnTexts.values()].join(""),
  };
}

function addTurnEvent(draft: Draft, event: SlipwayEvent): void {
  if (event.type === "turn.started") {
    draft.openTurn = { turn: event.turn, model: event.model, startedAt: event.at, ttftMs: null };
    draft.turns = Math.max(draft.turns, event.turn);
    draft.isAnswered = false;
    draft.isStepSaved = false;
    if (!draft.isCut) draft.texts = new Map();
    draft.isCut = false;
    draft.turnTexts = new Map();
  }
  if (event.type === "turn.finished") {
    draft.openTurn = null;
    draft.turnTexts = new Map();
    draft.isCut = event.interrupted === true;
    draft.isAnswered = event.stopReason === "stop" || event.stopReason === "length";
    draft.rest = event.stopReason === "error" ? "model_failed" : "working";
    if (event.stopReason !== "tool_calls") dropUnstarted(draft);
  }
}

/** What a turn asked for that did not come to its end is not to be run. */
function dropUnstarted({ openCalls }: Draft): void {
  for (const call of openCalls.values()) if (call.startedAt === null) openCalls.delete(call.callId);
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

function addToolEvent({ openCalls, pastCalls }: Draft, event: SlipwayEvent): void {
  switch (event.type) {
    case "tool.requested": {
      const { callId, name } = event;
      const inputText = `${openCalls.get(callId)?.inputText ?? ""}${event.inputDelta}`;
      openCalls.set(callId, { callId, name, input: {}, inputText, startedAt: null, output: "" });
      break;
    }
    case "tool.started": {
      const { callId, name, input } = event;
      openCalls.set(callId, { callId, name, input, inputText: "", startedAt: event.at, output: "" });
      break;
    }
    case "tool.progress": {
      const call = openCalls.get(event.callId);
      if (call) openCalls.set(event.callId, { ...call, output: call.output + event.delta });
      break;
    }
    case "tool.finished": {
      const { name, isError, output } = event;
      const input = openCalls.get(event.callId)?.input ?? {};
      pastCalls.push({ name, input, failure: isError ? String(output ?? "") : null });
      openCalls.delete(event.callId);
      break;
    }
    default:
      break;
  }
}

/** Arguments that are not written to their end are none. */
function toOpenCall({ inputText, ...call }: OpenCall & { readonly inputText: string }): OpenCall {
  if (call.startedAt !== null) return call;
  try {
    const value: unknown = JSON.parse(inputText);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? { ...call, input: { ...value } }
      : call;
  } catch {
    return call;
  }
}

function addStepEvent(draft: Draft, event: SlipwayEvent): void {
  switch (event.type) {
    case "approval.requested":
      draft.openApprovals.set(event.approval.id, event.approval.callId);
      break;
    case "approval.decided":
      draft.openApprovals.delete(event.approvalId);
      break;
    case "run.waiting":
      draft.rest = "waiting";
      break;
    case "run.resumed":
    case "turn.started":
      draft.rest = "working";
      break;
    case "checkpoint.saved":
      draft.checkpointId = event.checkpointId;
      draft.isStepSaved = true;
      draft.steps = Math.max(draft.steps, event.step);
      break;
    case "checkpoint.failed":
      draft.isStepSaved = true;
      draft.steps = Math.max(draft.steps, event.step);
      break;
    case "message.created":
      draft.isAnswered = false;
      break;
    case "validation.retried":
      draft.isAnswered = false;
      draft.invalidOutputs = Math.max(draft.invalidOutputs, event.attempt);
      break;
    default:
      break;
  }
}

function addSpent(spent: Spent, event: SlipwayEvent): Spent {
  switch (event.type) {
    case "turn.finished": {
      const costUsd = spent.costUsd === null || event.costUsd === null ? null : spent.costUsd + event.costUsd;
      return { ...spent, tokens: addTokens(spent.tokens, event.usage), costUsd };
    }
    case "tool.started":
      return { ...spent, toolCalls: spent.toolCalls + 1 };
    case "tool.finished":
      return event.outcome === "denied" ? { ...spent, toolCalls: spent.toolCalls - 1 } : spent;
    case "retry.scheduled":
      return event.error.code === "tool_failed" ? { ...spent, toolCalls: spent.toolCalls + 1 } : spent;
    default:
      return spent;
  }
}

/** The text that a run has to show so far; null when there is none. */
export function outputTextOf({ texts }: Pick<RunDigest, "texts">): string | null {
  const text = texts.join("");
  return text === "" ? null : text;
}
