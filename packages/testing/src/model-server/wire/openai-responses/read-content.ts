import {
  invalidRequest,
  invalidType,
  readObject,
  readString,
} from "#model-server/wire/openai-completions/invalid-request.ts";

const partTypes = {
  user: ["input_text", "input_image", "input_file"],
  assistant: ["output_text", "refusal"],
} as const;

/** The text of an item's content, parts joined by line breaks. */
export function readInputContent(
  content: unknown,
  from: keyof typeof partTypes,
  path: string,
): { readonly text: string; readonly hasMedia: boolean } {
  if (typeof content === "string") return { text: content, hasMedia: false };
  if (!Array.isArray(content)) throw invalidType(path, "a string or an array of content parts", content);
  const texts = content.map((part: unknown, index) => readPart(part, from, `${path}[${index}]`));
  return {
    text: texts.filter((text) => text !== undefined).join("\n"),
    hasMedia: texts.includes(undefined),
  };
}

function readPart(value: unknown, from: keyof typeof partTypes, path: string): string | undefined {
  const part = readObject(value, path);
  const type = readString(part.type, `${path}.type`);
  if (!partTypes[from].some((known) => known === type)) {
    throw invalidRequest(
      `Invalid value: '${type}'. Supported values are: ${partTypes[from].map((known) => `'${known}'`).join(", ")}.`,
      `${path}.type`,
      "invalid_value",
    );
  }
  if (type === "input_image" || type === "input_file") return undefined;
  return type === "refusal"
    ? readString(part.refusal, `${path}.refusal`)
    : readString(part.text, `${path}.text`);
}
