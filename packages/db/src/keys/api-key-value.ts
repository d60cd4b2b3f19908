import { createHash, randomBytes } from "node:crypto";

/** A new key: `slp_` and 43 random characters, 256 bits. */
export function newApiKeyValue(): string {
  return `slp_${randomBytes(32).toString("base64url")}`;
}

/** What is stored of a key. Keys are long and random: a slow hash would add nothing. */
export function hashApiKey(value: string): string {
  return createHash("sha256").update(value).digest("hex");
}

/** The first characters, by which a person recognises a key; too few to help guess the rest. */
export function previewApiKey(value: string): string {
  return `${value.slice(0, 10)}…`;
}
