import { directives, type TurnDraft } from "#model-server/script/directives.ts";
import type { Reply } from "#model-server/script/reply-step.ts";
import { ScriptError } from "#model-server/script/script-error.ts";

/** What the model answers to the calls after one user message: the first turn to the first call, and so on. */
export type Script = { readonly turns: readonly Turn[] };

type Turn = { readonly reply: Reply; readonly repeat: number };

/**
 * Reads the script in a message. A message is a script when its first line that is not blank starts with `!` and a
 * letter, or from a line `!script` on; so a summary or a title prompt that quotes a script in its middle is none.
 * Lines that do not start like a directive are ignored. Returns undefined when the message is no script; throws a
 * ScriptError when it is a wrong one.
 */
export function parseScript(message: string): Script | undefined {
  const lines = message.split("\n").map((line) => line.trim());
  const start = lines.indexOf("!script");
  const first = lines.find((line) => line !== "") ?? "";
  if (start < 0 && !isDirective(first)) return undefined;
  return readTurns(lines.slice(start + 1).filter(isDirective));
}

/** The reply to the model call of this index after the message; undefined after the last turn. */
export function replyAt(script: Script, callIndex: number): Reply | undefined {
  let answered = 0;
  for (const turn of script.turns) {
    answered += turn.repeat;
    if (callIndex < answered) return turn.reply;
  }
  return undefined;
}

function isDirective(line: string): boolean {
  return /^![a-z]/i.test(line);
}

function readTurns(lines: readonly string[]): Script {
  const turns = [emptyTurn()];
  for (const line of lines) {
    const turn = turns.at(-1);
    if (line === "!then") turns.push(emptyTurn());
    else if (turn) applyDirective(line, turn);
  }
  if (turns.some((turn) => turn.steps.length === 0)) throw new ScriptError("A turn of the script is empty.");
  return { turns: turns.map(({ steps, repeat }) => ({ reply: steps, repeat })) };
}

function emptyTurn(): TurnDraft {
  return { steps: [], everyMs: undefined, repeat: 1 };
}

function applyDirective(line: string, turn: TurnDraft): void {
  const [, name = "", rest = ""] = /^!(\S+)\s*(.*)$/.exec(line) ?? [];
  const directive = Object.hasOwn(directives, name) ? directives[name] : undefined;
  if (!directive) {
    const known = Object.keys(directives).map((key) => `!${key}`);
    throw new ScriptError(`Unknown directive "!${name}". Known: ${known.join(", ")}, !then, !script.`);
  }
  try {
    directive.apply(rest.trim(), turn);
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error;
    throw new ScriptError(`!${name}: ${error.message}. Usage: ${directive.usage}`, { cause: error });
  }
}
