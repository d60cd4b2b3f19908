import {
  emptyArray,
  invalidRequest,
  invalidType,
  readObject,
  readString,
} from "#model-server/wire/openai-completions/invalid-request.ts";

type Role = "system" | "developer" | "user" | "assistant" | "tool";

/** Which content parts a role may send; each names the field that holds its content. */
const partFields: Readonly<Record<Role, ReadonlyMap<string, string>>> = {
  system: new Map([["text", "text"]]),
  developer: new Map([["text", "text"]]),
  tool: new Map([["text", "text"]]),
  assistant: new Map([
    ["text", "text"],
    ["refusal", "refusal"],
  ]),
  user: new Map([
    ["text", "text"],
    ["image_url", "image_url"],
    ["input_audio", "input_audio"],
    ["file", "file"],
  ]),
};

/** The text of a message's content, parts joined by line breaks. */
export function readContent(content: unknown, role: Role, path: string): { text: string; hasMedia: boolean } {
  if (typeof content === "string") return { text: content, hasMedia: false };
  if (!Array.isArray(content)) throw invalidType(path, "a string or an array of content parts", content);
  if (content.length === 0) throw emptyArray(path);
  const texts = content.map((part: unknown, index) => readPart(part, role, `${path}[${index}]`));
  return {
    text: texts.filter((text) => text !== undefined).join("\n"),
    hasMedia: texts.includes(undefined),
  };
}

/** The part's text; undefined for a picture, a sound or a file. */
function readPart(value: unknown, role: Role, path: string): string | undefined {
  const part = readObject(value, path);
  const type = readString(part.type, `${path}.type`);
  const field = partFields[role].get(type);
  if (field === undefined) {
    const known = [...partFields[role].keys()].map((name) => `'${name}'`).join(", ");
    throw invalidRequest(
      `Invalid value: '${type}'. Supported values are: ${known}.`,
      `${path}.type`,
      "invalid_value",
    );
  }
  if (type === "text" || type === "refusal") return readString(part[field], `${path}.${field}`);
  const media = readObject(part[field], `${path}.${field}`);
  if (type === "image_url") readString(media.url, `${path}.${field}.url`);
  return undefined;
}
