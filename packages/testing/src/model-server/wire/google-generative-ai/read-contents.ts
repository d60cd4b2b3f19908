import type { ModelMessage } from "#model-server/model-request.ts";
import {
  invalid,
  readList,
  readObject,
  refuseUnknownFields,
} from "#model-server/wire/google-generative-ai/invalid-request.ts";
import { type ReadPart, readPart } from "#model-server/wire/google-generative-ai/read-part.ts";

type Turn = { readonly role: "user" | "model"; readonly parts: readonly ReadPart[] };

/** Reads the conversation and checks that every turn of calls is answered by the next one, call by call. */
export function readContents(value: unknown): readonly ModelMessage[] {
  const turns = readList(value, "contents").map(readTurn);
  if (turns.length === 0) throw invalid("* GenerateContentRequest.contents: contents is not specified");
  for (const [index, turn] of turns.entries()) checkOrder(turns[index - 1], turn);
  if (callsOf(turns.at(-1)).length > 0) throw unansweredCalls;
  checkSignatures(turns);
  return turns.flatMap(toMessages);
}

function readTurn(value: unknown, index: number): Turn {
  const path = `contents[${index}]`;
  const content = readObject(value, path);
  refuseUnknownFields(content, new Set(["role", "parts"]), path);
  const { role } = content;
  if (role !== "user" && role !== "model") throw invalid("Please use a valid role: user, model.");
  const parts = readList(content.parts, `${path}.parts`);
  if (parts.length === 0) {
    throw invalid(`* GenerateContentRequest.${path}.parts: contents.parts must not be empty.`);
  }
  return { role, parts: parts.map((part, place) => readPart(part, `${path}.parts[${place}]`)) };
}

function checkOrder(before: Turn | undefined, turn: Turn): void {
  const open = callsOf(before);
  const results = turn.parts.flatMap((part) => (part.kind === "result" ? [part] : []));
  if (open.length === 0 && results.length === 0) return;
  if (open.length === 0) {
    throw invalid("Please ensure that function response turn comes immediately after a function call turn.");
  }
  const isWhole =
    results.length === open.length &&
    results.every((result, place) => {
      const call = open[place];
      return call?.name === result.name && (call.id === undefined || call.id === result.id);
    });
  if (!isWhole) throw unansweredCalls;
}

const unansweredCalls = invalid(
  "Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.",
);

function callsOf(turn: Turn | undefined) {
  return turn?.parts.flatMap((part) => (part.kind === "call" ? [part] : [])) ?? [];
}

/** Since the last message of a person, the first call of every answer has to be signed. */
function checkSignatures(turns: readonly Turn[]): void {
  const begun = turns.findLastIndex(
    (turn) => turn.role === "user" && turn.parts.some((part) => part.kind === "text"),
  );
  for (const [index, turn] of turns.entries()) {
    const [first] = callsOf(turn);
    if (index < begun || !first || first.isSigned) continue;
    throw invalid(
      `Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, and missing thought_signature may lead to degraded model performance. Additional data, function call \`default_api:${first.name}\`, position ${index}.`,
    );
  }
}

function toMessages({ role, parts }: Turn): ModelMessage[] {
  const text = parts.flatMap((part) => (part.kind === "text" ? [part.text] : [])).join("\n");
  if (role === "model") {
    const toolCallIds = parts.flatMap((part) => (part.kind === "call" ? [part.id ?? part.name] : []));
    return [{ role: "assistant", text, toolCallIds }];
  }
  const results = parts.flatMap((part) =>
    part.kind === "result"
      ? [{ role: "tool" as const, text: part.text, toolCallId: part.id ?? part.name }]
      : [],
  );
  const hasMedia = parts.some((part) => part.kind === "media");
  const isOnlyResults = results.length > 0 && text === "" && !hasMedia;
  return isOnlyResults ? results : [...results, { role: "user", text, hasMedia }];
}
