import { z } from "zod";

/** Longest message of a person, in characters (UTF-16 code units). */
export const maxMessageCharacters = 32_000;

/** Text that Postgres can store: no NUL character. */
export const StoredText = z
  .string()
  .refine((text) => !text.includes("\u0000"), "Must not contain the NUL character.");

export const MessageText = StoredText.min(1, "Must not be empty.").max(
  maxMessageCharacters,
  `Must not be longer than ${maxMessageCharacters.toLocaleString("en")} characters.`,
);

/** Makes text from outside storable: NUL and lone surrogates become the replacement character. */
export function toStorableText(text: string): string {
  const clean = text.includes("\u0000") ? text.replaceAll("\u0000", "\uFFFD") : text;
  return clean.isWellFormed() ? clean : clean.toWellFormed();
}
