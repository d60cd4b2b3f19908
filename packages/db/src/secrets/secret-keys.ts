import { createHash } from "node:crypto";

export type SecretKey = { readonly id: string; readonly bytes: Buffer };

/** The key that seals, and those that only open what was sealed before a rotation. */
export type SecretKeys = { readonly current: SecretKey; readonly previous: readonly SecretKey[] };

export class SecretKeyError extends Error {
  override name = "SecretKeyError";
}

/**
 * Reads keys of 32 bytes in base64, as `openssl rand -base64 32` prints them. `previous` may hold several, separated by
 * commas. Throws a {@link SecretKeyError} that names the variable and never shows its value.
 */
export function parseSecretKeys(current: string, previous = ""): SecretKeys {
  return {
    current: parseKey("SLIPWAY_SECRET_KEY", current),
    previous: previous
      .split(",")
      .map((text) => text.trim())
      .filter(Boolean)
      .map((text) => parseKey("SLIPWAY_PREVIOUS_SECRET_KEYS", text)),
  };
}

function parseKey(variable: string, text: string): SecretKey {
  const bytes = Buffer.from(text.trim(), "base64");
  const isBase64 = /^[A-Za-z0-9+/_-]{43}=?$/.test(text.trim());
  if (!isBase64 || bytes.length !== 32) {
    throw new SecretKeyError(
      `${variable} is not a key: it must be 32 bytes in base64, as "openssl rand -base64 32" prints them.`,
    );
  }
  return { id: keyId(bytes), bytes };
}

/** Tells keys apart in what they sealed. A hash of 256 random bits gives nothing about them away. */
function keyId(bytes: Buffer): string {
  return createHash("sha256").update("slipway-secret-key-id\0").update(bytes).digest("hex").slice(0, 8);
}
