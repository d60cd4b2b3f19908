import type { AssistantMessage, ImageContent, Message, ToolResultMessage } from "@earendil-works/pi-ai";
import type { ResultPicture, ToolResultEntry } from "@slipway/schemas/runs/tool-result-entry";
import type { ModelTarget } from "#harness/harness.ts";
import { markAsData } from "#harness/pi/mark-as-data.ts";
import { shortenOutput } from "#harness/pi/shorten-output.ts";
import { noPictures, pictureKey, type ShownPictures } from "#harness/pi/shown-pictures.ts";
import {
  type AnswerEntry,
  type CallBlock,
  type CompactionEntry,
  callsOf,
  type StoredEntry,
} from "#harness/pi/stored-entry.ts";

/** A message for Pi, and the position of the stored entry that it stands for. */
export type PlacedMessage = {
  /** Made from the position: the same every time. */
  readonly id: string;
  readonly position: number;
  readonly message: Message;
};

export type Placed = {
  readonly messages: readonly PlacedMessage[];
  /** The latest one: what came before its `keptFrom` is not placed. */
  readonly compaction: (CompactionEntry & { readonly position: number }) | null;
};

/** Told to the model about a call that was made and whose result nobody knows. */
export const unknownOutcome =
  "Interrupted: the outcome of this call is unknown. It may have had its effect, in part or in whole. Check before you repeat it.";

/**
 * The conversation as the model is given it. Results follow their call in the order of the calls, whatever the order in
 * which they were stored; a call without a result is told as interrupted.
 */
export function placeMessages(
  entries: readonly (StoredEntry | null)[],
  model: ModelTarget,
  pictures: ShownPictures = noPictures,
): Placed {
  const compaction = findCompaction(entries);
  const results = findResults(entries);
  const messages: PlacedMessage[] = [];
  for (const [position, entry] of entries.entries()) {
    if (position < (compaction?.keptFrom ?? 0)) continue;
    if (entry?.kind !== "message" && entry?.kind !== "answer") continue;
    addMessage(messages, { position, entry, model, isAfterCut: isCut(entries[position - 1]) });
    if (entry.kind === "answer")
      messages.push(...placeResults(entry, { position, results, compaction, pictures }));
  }
  return { messages, compaction };
}

type StoredResult = { readonly entry: ToolResultEntry; readonly position: number };

/** By call. The first one counts, should there ever be two. */
function findResults(entries: readonly (StoredEntry | null)[]): ReadonlyMap<string, StoredResult> {
  const results = new Map<string, StoredResult>();
  for (const [position, entry] of entries.entries()) {
    if (entry?.kind !== "tool_result" || results.has(entry.callId)) continue;
    results.set(entry.callId, { entry, position });
  }
  return results;
}

type PlaceResults = {
  /** Of the answer. */
  readonly position: number;
  readonly results: ReadonlyMap<string, StoredResult>;
  readonly compaction: Placed["compaction"];
  readonly pictures: ShownPictures;
};

function placeResults(
  answer: AnswerEntry,
  { position, results, compaction, pictures }: PlaceResults,
): readonly PlacedMessage[] {
  return callsOf(answer).map((call, index) => {
    const result = results.get(call.id);
    const isOld = compaction !== null && (result?.position ?? position) < compaction.position;
    const outputLimit = isOld ? compaction.outputLimit : null;
    const message = toResultMessage(call, result?.entry, { outputLimit, pictures });
    return { id: `e${position}r${index}`, position, message };
  });
}

function findCompaction(entries: readonly (StoredEntry | null)[]): Placed["compaction"] {
  const position = entries.findLastIndex((entry) => entry?.kind === "compaction");
  const entry = entries[position];
  return entry?.kind === "compaction" ? { ...entry, position } : null;
}

type Spoken = {
  readonly position: number;
  readonly entry: Extract<StoredEntry, { kind: "message" | "answer" }>;
  readonly model: ModelTarget;
  readonly isAfterCut: boolean;
};

function addMessage(messages: PlacedMessage[], { position, entry, model, isAfterCut }: Spoken): void {
  const message = toMessage(entry, model);
  const last = messages.at(-1);
  // An answer that was cut and its continuation are one message, as the person sees them.
  if (isAfterCut && last?.message.role === "assistant" && message.role === "assistant") {
    const content = [...last.message.content, ...message.content];
    messages[messages.length - 1] = { ...last, message: { ...message, content } };
  } else messages.push({ id: `e${position}`, position, message });
}

function isCut(entry: StoredEntry | null | undefined): boolean {
  return entry?.kind === "message" && entry.partial === true;
}

function toMessage(entry: Spoken["entry"], model: ModelTarget): Message {
  if (entry.kind === "answer") return assistantMessage(ownBlocks(entry, model), model);
  if (entry.role === "user") return { role: "user", content: entry.text, timestamp: 0 };
  return assistantMessage([{ type: "text", text: entry.text }], model);
}

/** Another model's reasoning stays out: Pi would hand it over as if it had been said. */
function ownBlocks({ content, from }: AnswerEntry, model: ModelTarget): AnswerEntry["content"] {
  const isOwn = from.api === model.api && from.provider === model.provider && from.model === model.modelId;
  return isOwn ? content : content.flatMap(withoutSignature);
}

/** So does a signature, which only means something to the model that made it. */
function withoutSignature(block: AnswerEntry["content"][number]): AnswerEntry["content"] {
  if (block.type === "thinking") return [];
  if (block.type === "text") return [{ type: "text", text: block.text }];
  const { thoughtSignature: _, ...call } = block;
  return [call];
}

function assistantMessage(content: AnswerEntry["content"], model: ModelTarget): AssistantMessage {
  return {
    role: "assistant",
    content: content.map((block) => (block.type === "toolCall" ? withoutRemark(block) : block)),
    api: model.api,
    provider: model.provider,
    model: model.modelId,
    usage: noPiUsage,
    // Pi leaves out what ended otherwise; but the person has seen the cut part, so the model must too.
    stopReason: content.some((block) => block.type === "toolCall") ? "toolUse" : "stop",
    timestamp: 0,
  };
}

function withoutRemark({ unreadable: _, ...call }: CallBlock) {
  return call;
}

type Showing = { readonly outputLimit: number | null; readonly pictures: ShownPictures };

function toResultMessage(
  call: CallBlock,
  result: ToolResultEntry | undefined,
  { outputLimit, pictures }: Showing,
): ToolResultMessage {
  const { output, isError } = result ?? { output: unknownOutcome, isError: true };
  const shown = outputLimit === null ? output : shortenOutput(output, outputLimit);
  const all = result?.images ?? [];
  const seen = all.flatMap((image) => toImage(image, pictures) ?? []);
  const note = notShown(all.length - seen.length);
  const text = markAsData({ name: call.name, output: `${shown}${note}`, isError });
  return {
    role: "toolResult",
    toolCallId: call.id,
    toolName: call.name,
    content: [{ type: "text", text }, ...seen],
    isError,
    timestamp: 0,
  };
}

function toImage(image: ResultPicture, pictures: ShownPictures): ImageContent | null {
  const data = pictures.get(pictureKey(image));
  return data === undefined ? null : { type: "image", data, mimeType: image.mediaType };
}

function notShown(count: number): string {
  if (count === 0) return "";
  return count === 1
    ? "\n[1 picture, not shown to you: say so rather than guess what is in it]"
    : `\n[${count} pictures, not shown to you: say so rather than guess what is in them]`;
}

const noPiUsage: AssistantMessage["usage"] = {
  input: 0,
  output: 0,
  cacheRead: 0,
  cacheWrite: 0,
  totalTokens: 0,
  cost: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0, total: 0 },
};
