/**
 * Joins what adjacent chunks of a chat completion add to one text into one chunk. A stream that is read in larger portions
 * brings several at a time, and everything after this costs the same for a long one as for a short one. All else passes as
 * it came, byte for byte; nothing is held back.
 */
export type DeltaJoiner = { join(bytes: Uint8Array): Uint8Array };

export function createDeltaJoiner(): DeltaJoiner {
  /** Whether the next byte begins a message. */
  let isBetweenMessages = true;
  return {
    join: (bytes) => {
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const start = isBetweenMessages ? 0 : afterMessage(buffer.indexOf(messageEnd));
      const end = afterMessage(buffer.lastIndexOf(messageEnd));
      if (end > 0 || buffer.length > 0) isBetweenMessages = end === buffer.length;
      if (start < 0 || end <= start) return bytes;
      const joined = joinMessages(buffer.toString("utf8", start, end));
      if (joined === null) return bytes;
      return Buffer.concat([buffer.subarray(0, start), Buffer.from(joined), buffer.subarray(end)]);
    },
  };
}

const messageEnd = "\n\n";

function afterMessage(index: number): number {
  return index < 0 ? -1 : index + messageEnd.length;
}

/** Null: there is nothing to join. */
function joinMessages(text: string): string | null {
  const messages = text.split(messageEnd);
  if (messages.length < 3) return null;
  const joined: string[] = [];
  let open: Addition | null = null;
  let hasJoined = false;
  for (const message of messages) {
    const next = toAddition(message);
    if (open && next && isSameText(open, next)) {
      open.text += next.text;
      open.isLonger = true;
      hasJoined = true;
      continue;
    }
    if (open) joined.push(toMessage(open));
    if (!next) joined.push(message);
    open = next;
  }
  if (open) joined.push(toMessage(open));
  return hasJoined ? joined.join(messageEnd) : null;
}

/** A chunk that does nothing but add to a text. */
type Addition = {
  readonly message: string;
  readonly chunk: Chunk;
  readonly delta: Record<string, unknown>;
  readonly field: string;
  text: string;
  isLonger: boolean;
};
type Chunk = Record<string, unknown>;

const prefix = "data: {";
const textFields = ["content", "reasoning_content", "reasoning", "reasoning_text"];
/** What a chunk may say besides, because it says the same in every one. */
const constantKeys = new Set([
  "id",
  "object",
  "created",
  "model",
  "choices",
  "system_fingerprint",
  "service_tier",
  "provider",
  "obfuscation",
]);

function toAddition(message: string): Addition | null {
  if (!message.startsWith(prefix) || message.includes("\n")) return null;
  const chunk = parseObject(message.slice(prefix.length - 1));
  if (!chunk || !hasOnly(chunk, (key) => constantKeys.has(key))) return null;
  const [choice, ...others] = Array.isArray(chunk.choices) ? chunk.choices : [];
  if (!isObject(choice) || others.length > 0 || !isObject(choice.delta)) return null;
  if (!hasOnly(choice, (key) => key === "index" || key === "delta")) return null;
  const { delta } = choice;
  const field = textFields.find((name) => typeof delta[name] === "string" && delta[name] !== "");
  if (field === undefined || !hasOnly(delta, (key) => key === field || key === "role")) return null;
  return { message, chunk, delta, field, text: String(delta[field]), isLonger: false };
}

/** Whether an object says nothing but what is expected of it: what is null says nothing. */
function hasOnly(object: Record<string, unknown>, isExpected: (key: string) => boolean): boolean {
  for (const key in object) if (object[key] !== null && !isExpected(key)) return false;
  return true;
}

function isSameText(one: Addition, other: Addition): boolean {
  return (
    one.field === other.field && one.chunk.id === other.chunk.id && one.chunk.model === other.chunk.model
  );
}

function toMessage({ message, chunk, delta, field, text, isLonger }: Addition): string {
  if (!isLonger) return message;
  delta[field] = text;
  return `data: ${JSON.stringify(chunk)}`;
}

function parseObject(json: string): Chunk | null {
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
