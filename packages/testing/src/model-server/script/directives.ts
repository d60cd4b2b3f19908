import { fillerText } from "#model-server/script/filler-text.ts";
import {
  readCount,
  readDuration,
  readJson,
  readModifiers,
  readText,
} from "#model-server/script/read-arguments.ts";
import { readErrorFault, readPlainFault, readTooLong } from "#model-server/script/read-fault.ts";
import type { FinishReason, ReplyStep } from "#model-server/script/reply-step.ts";
import { ScriptError } from "#model-server/script/script-error.ts";

/** The turn that a directive adds to. */
export type TurnDraft = {
  readonly steps: ReplyStep[];
  /** Pace of the tokens from here on; undefined is the server's own. */
  everyMs: number | undefined;
  /** How many model calls the turn answers. */
  repeat: number;
};

export type Directive = {
  readonly usage: string;
  readonly help: string;
  /** Adds to the turn what the rest of the line asks for. Throws a ScriptError when it cannot be read. */
  readonly apply: (rest: string, turn: TurnDraft) => void;
};

/** The script language, complete: what is not in this table is refused. `!then` and `!script` divide and start scripts. */
export const directives: Readonly<Record<string, Directive>> = {
  say: {
    usage: "!say <text>",
    help: "Says the text, word by word. After earlier text a space comes first; a JSON string is sent exactly.",
    apply: (rest, turn) => addText(turn, "text", rest),
  },
  tokens: {
    usage: "!tokens <n> [every <duration>]",
    help: "Says n words of filler, one every so often (20ms, 1.5s).",
    apply: (rest, turn) => addFiller(turn, "text", rest.split(/\s+/)),
  },
  think: {
    usage: "!think <text> | !think <n> tokens [every <duration>]",
    help: "The same as reasoning.",
    apply: (rest, turn) => {
      const [, count, more] = /^(\d+) tokens(?:$|\s+(.*))/.exec(rest) ?? [];
      if (count === undefined) addText(turn, "reasoning", rest);
      else addFiller(turn, "reasoning", more ? [count, ...more.split(/\s+/)] : [count]);
    },
  },
  pace: {
    usage: "!pace <duration>",
    help: "Sets the time between the tokens that follow in this turn.",
    apply: (rest, turn) => {
      turn.everyMs = readDuration(rest);
    },
  },
  tool: {
    usage: "!tool <name> [<JSON object>]",
    help: "Calls a tool. Several in one turn are parallel calls.",
    apply: (rest, turn) => {
      const { name, input } = readCall(rest);
      const value = readJson(input === "" ? "{}" : input);
      if (typeof value !== "object" || value === null || Array.isArray(value)) {
        throw new ScriptError("the arguments are not a JSON object (for such a call use !broken-tool)");
      }
      addPaced(turn, { kind: "toolCall", name, arguments: input === "" ? "{}" : input });
    },
  },
  "broken-tool": {
    usage: "!broken-tool <name> [<text>]",
    help: "Calls a tool with the text as its arguments, whatever it is.",
    apply: (rest, turn) => {
      const { name, input } = readCall(rest);
      addPaced(turn, { kind: "toolCall", name, arguments: input });
    },
  },
  echo: {
    usage: "!echo",
    help: "Gives the answer that a message without a script gets.",
    apply: (rest, turn) => {
      requireEmpty(rest);
      addPaced(turn, { kind: "echo" });
    },
  },
  results: {
    usage: "!results",
    help: "Quotes the tool results since the last answer. This is also what follows the last turn of a script.",
    apply: (rest, turn) => {
      requireEmpty(rest);
      addPaced(turn, { kind: "results" });
    },
  },
  wait: {
    usage: "!wait <duration>",
    help: "Waits. At the start of a turn it delays the headers too.",
    apply: (rest, turn) => turn.steps.push({ kind: "pause", ms: readDuration(rest) }),
  },
  gate: {
    usage: "!gate <name>",
    help: 'Waits until the gate is opened: server.open("name"), or POST /gates/name.',
    apply: (rest, turn) => {
      if (!/^[\w-]+$/.test(rest)) throw new ScriptError("a gate's name has letters, digits, _ and - only");
      turn.steps.push({ kind: "gate", name: rest });
    },
  },
  open: {
    usage: "!open",
    help: "Sends the headers now, before any token.",
    apply: (rest, turn) => {
      requireEmpty(rest);
      turn.steps.push({ kind: "open" });
    },
  },
  hang: {
    usage: "!hang [after <n> tokens] [times <n>]",
    help: "Says nothing more and keeps the connection open. First in a turn, not even headers are sent.",
    apply: (rest, turn) => turn.steps.push(readPlainFault("hang", rest)),
  },
  cut: {
    usage: "!cut [after <n> tokens] [times <n>]",
    help: "Destroys the socket.",
    apply: (rest, turn) => turn.steps.push(readPlainFault("cut", rest)),
  },
  end: {
    usage: "!end [after <n> tokens] [times <n>]",
    help: "Ends the answer in good order but without a finish reason.",
    apply: (rest, turn) => turn.steps.push(readPlainFault("end", rest)),
  },
  error: {
    usage: '!error <status> [retry-after <seconds>] [after <n> tokens] [times <n>] ["<message>"]',
    help: "Answers with an HTTP error; after output, with an error event in the stream.",
    apply: (rest, turn) => turn.steps.push(readErrorFault(rest)),
  },
  "too-long": {
    usage: "!too-long [openai|anthropic|llama] [times <n>]",
    help: "Refuses the conversation as longer than the context window, in that provider's words.",
    apply: (rest, turn) => turn.steps.push(readTooLong(rest)),
  },
  raw: {
    usage: "!raw <text>",
    help: "Sends the text as an event's data (without streaming: as the whole body), whatever it is.",
    apply: (rest, turn) => turn.steps.push({ kind: "raw", data: readText(rest).text }),
  },
  usage: {
    usage: "!usage in <n> out <n> [cached <n>] [reasoning <n>] | !usage none",
    help: "Reports this usage instead of the counted one, or none even when asked.",
    apply: (rest, turn) => turn.steps.push(readUsage(rest)),
  },
  finish: {
    usage: "!finish stop|length|tool-calls|content-filter",
    help: "Ends the turn with this reason. Without it: tool-calls after a call, else stop.",
    apply: (rest, turn) => {
      const reason = finishReasons.get(rest);
      if (!reason) throw new ScriptError(`"${rest}" is not one of ${[...finishReasons.keys()].join(", ")}`);
      turn.steps.push({ kind: "finish", reason });
    },
  },
  repeat: {
    usage: "!repeat [<n>]",
    help: "The turn answers n model calls, without n all that follow.",
    apply: (rest, turn) => {
      turn.repeat = rest === "" ? Number.POSITIVE_INFINITY : readCount(rest);
      if (turn.repeat === 0) throw new ScriptError("a turn answers at least one call");
    },
  },
};

const finishReasons: ReadonlyMap<string, FinishReason> = new Map([
  ["stop", "stop"],
  ["length", "length"],
  ["tool-calls", "toolCalls"],
  ["content-filter", "contentFilter"],
]);

function addText(turn: TurnDraft, kind: "text" | "reasoning", rest: string): void {
  const { text, isExact } = readText(rest);
  addPaced(turn, { kind, text: isExact ? text : spaceBetween(turn, kind) + text });
}

function addFiller(turn: TurnDraft, kind: "text" | "reasoning", words: readonly string[]): void {
  const count = readCount(words[0] ?? "");
  const { every } = readModifiers(words.slice(1), ["every"]);
  const text = spaceBetween(turn, kind) + fillerText(count);
  addPaced(turn, { kind, text, ...(every === undefined ? {} : { everyMs: readDuration(every) }) });
}

function spaceBetween(turn: TurnDraft, kind: "text" | "reasoning"): string {
  return turn.steps.some((step) => step.kind === kind) ? " " : "";
}

type PacedStep = Extract<ReplyStep, { readonly everyMs?: number }>;

function addPaced(turn: TurnDraft, step: PacedStep): void {
  turn.steps.push(turn.everyMs === undefined ? step : { everyMs: turn.everyMs, ...step });
}

function readCall(rest: string): { name: string; input: string } {
  const [, name, input] = /^(\S+)\s*(.*)$/.exec(rest) ?? [];
  if (name === undefined) throw new ScriptError("the tool's name is missing");
  return { name, input: input ?? "" };
}

function readUsage(rest: string): ReplyStep {
  if (rest === "none") return { kind: "usage", usage: "none" };
  const given = readModifiers(rest === "" ? [] : rest.split(/\s+/), ["in", "out", "cached", "reasoning"]);
  if (given.in === undefined || given.out === undefined) throw new ScriptError('"in" and "out" are needed');
  return {
    kind: "usage",
    usage: {
      inputTokens: readCount(given.in),
      outputTokens: readCount(given.out),
      cachedTokens: readCount(given.cached ?? "0"),
      reasoningTokens: readCount(given.reasoning ?? "0"),
    },
  };
}

function requireEmpty(rest: string): void {
  if (rest !== "") throw new ScriptError(`it takes nothing, so "${rest}" is not understood`);
}
