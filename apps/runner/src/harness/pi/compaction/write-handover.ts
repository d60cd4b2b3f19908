import { redactSecrets } from "@slipway/schemas/redact-secrets";
import { markAsData } from "#harness/pi/mark-as-data.ts";
import { shortenOutput } from "#harness/pi/shorten-output.ts";
import { callsOf, type StoredEntry, textOf } from "#harness/pi/stored-entry.ts";

type Handover = {
  /** The whole record: what was left out of the context before is still in it. */
  readonly entries: readonly (StoredEntry | null)[];
  /** The summary that stands for what was left out before. */
  readonly earlier: string | null;
  readonly mostCharacters: number;
};

/**
 * What an agent begins with in a fresh context: the task word by word, what was done, and what it said last. Put together
 * by code, so that it cannot fail, is always the same, and leaves nothing of the task out that there is room for.
 */
export function writeHandover({ entries, earlier, mostCharacters }: Handover): string {
  const said = entries.flatMap((entry) =>
    entry?.kind === "message" && entry.role === "user" ? [entry.text] : [],
  );
  const task = redactSecrets(shortenOutput(said.at(-1) ?? "", Math.floor(mostCharacters / 2)));
  const before = said.slice(-mostEarlierMessages - 1, -1);
  const room = Math.floor(mostCharacters / 8);
  const last = lastWords(entries);
  const rest = [
    earlier === null ? "" : `## Summary of what came before\n${shortenOutput(earlier, 2 * room)}`,
    before.length === 0 ? "" : `## What the person said before\n${listed(before, room)}`,
    last === "" ? "" : `## What you said last\n${redactSecrets(shortenOutput(last, room))}`,
  ];
  const used = [task, ...rest].reduce((sum, part) => sum + part.length, beginning.length);
  const done = writeDone(entries, Math.max(room, mostCharacters - used));
  return [
    beginning,
    ...rest.slice(0, 2),
    done === "" ? "" : `## Done so far, the newest last\n${done}`,
    rest[2] ?? "",
    `## The person's last message, word by word\n${task}`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

const mostEarlierMessages = 5;

const beginning =
  "The conversation has filled your context, so you go on in a fresh one. The workspace is as you left it, and what is listed as done is done: do not do it again. Read files again where you need what they say.";

function listed(texts: readonly string[], mostCharacters: number): string {
  const each = Math.floor(mostCharacters / texts.length);
  return texts.map((text) => `- ${redactSecrets(shortenOutput(text, each))}`).join("\n");
}

function lastWords(entries: readonly (StoredEntry | null)[]): string {
  const last = entries.findLast((entry) => entry?.kind === "answer" && textOf(entry).trim() !== "");
  return last?.kind === "answer" ? textOf(last) : "";
}

/** One line a call, the newest as far as there is room, and what the last ones answered, as data. */
function writeDone(entries: readonly (StoredEntry | null)[], mostCharacters: number): string {
  const results = new Map(
    entries.flatMap((entry) => (entry?.kind === "tool_result" ? [[entry.callId, entry] as const] : [])),
  );
  const calls = entries.flatMap((entry) => (entry?.kind === "answer" ? callsOf(entry) : []));
  const lines: string[] = [];
  let left = mostCharacters;
  for (const [index, call] of calls.toReversed().entries()) {
    const result = results.get(call.id);
    const outcome = outcomeOf(result);
    const about = redactSecrets(JSON.stringify(call.arguments).slice(0, longestArguments));
    const line = `- ${call.name} ${about}: ${outcome}`;
    const shown =
      result && index < mostOutputs
        ? `${line}\n${markAsData({ ...result, output: redactSecrets(shortenOutput(result.output, longestOutput)) })}`
        : line;
    left -= shown.length + 1;
    if (left < 0) {
      lines.push(`- ${calls.length - index} earlier calls`);
      break;
    }
    lines.push(shown);
  }
  return lines.toReversed().join("\n");
}

const longestArguments = 200;
const mostOutputs = 5;
const longestOutput = 500;

function outcomeOf(result: { readonly isError: boolean } | undefined): string {
  if (!result) return "outcome unknown";
  return result.isError ? "failed" : "ok";
}
