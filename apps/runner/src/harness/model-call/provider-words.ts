import { toStorableText } from "@slipway/schemas/text";
import { z } from "zod";

const longestMessage = 2_000;

const Word = z
  .union([z.string(), z.number().transform(String)])
  .optional()
  .catch(undefined);
const Details = z
  .array(z.object({ reason: Word }))
  .optional()
  .catch(undefined);
const Words = z.object({
  message: Word,
  detail: Word,
  code: Word,
  type: Word,
  status: Word,
  details: Details,
});

/** The shapes in which endpoints say what is wrong: OpenAI's, Anthropic's and Google's `error` object, a string, the fields themselves (FastAPI's `detail`). */
const ErrorBody = Words.extend({
  error: z
    .union([Words, z.string().transform((message) => Words.parse({ message }))])
    .optional()
    .catch(undefined),
});

export type ProviderWords = { readonly message: string; readonly codes: readonly string[] };

/** What an error body says, whatever its shape. The message is empty when a person could not read it. */
export function readProviderWords(body: string): ProviderWords {
  const value = parseJson(body);
  // Google wraps the error of a stream into a list.
  const parsed = ErrorBody.safeParse(Array.isArray(value) ? value[0] : value).data;
  if (!parsed) return { message: body.trimStart().startsWith("<") ? "" : body.trim(), codes: [] };
  const { error } = parsed;
  const message = error?.message ?? parsed.message ?? error?.detail ?? parsed.detail ?? body.trim();
  const reasons = error?.details?.map(({ reason }) => reason) ?? [];
  const codes = [error?.code, error?.type, error?.status, ...reasons, parsed.code, parsed.type];
  return { message, codes: codes.filter((code) => code !== undefined) };
}

/** Makes a provider's message fit to be stored and shown: without the key and not endless. */
export function toSafeMessage(message: string, apiKey: string | null): string {
  const storable = toStorableText(withoutKey(message, apiKey));
  return storable.length > longestMessage
    ? `${toStorableText(storable.slice(0, longestMessage))}…`
    : storable;
}

function withoutKey(message: string, apiKey: string | null): string {
  // A shorter one protects nothing, and cutting it out would tear holes into ordinary words.
  if (apiKey === null || apiKey.length < 4) return message;
  const spellings = [apiKey, JSON.stringify(apiKey).slice(1, -1), encodeURIComponent(apiKey)];
  return spellings.reduce((text, spelling) => text.replaceAll(spelling, "[key]"), message);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
