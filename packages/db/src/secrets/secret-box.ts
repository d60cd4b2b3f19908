import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { SecretKeys } from "#secrets/secret-keys.ts";

/** Where a sealed text belongs. It only opens there: a copy in another row is refused. */
export type SecretPlace = { readonly projectId: string; readonly rowId: string };

export type SecretBox = {
  /** Encrypts with the current key. */
  seal(secret: string, place: SecretPlace): string;
  /** Decrypts with whichever key sealed it. Throws a {@link SecretBoxError} when it cannot be trusted. */
  open(sealed: string, place: SecretPlace): string;
};

/** A stored secret that cannot be read. The message says why and what to do, and holds nothing of the secret. */
export class SecretBoxError extends Error {
  override name = "SecretBoxError";
}

const version = "v1";
const ivBytes = 12;
const tagBytes = 16;

/**
 * Keeps secrets encrypted at rest: AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce, authenticated together
 * with the place that it is stored in. As text: `v1.<key id>.<nonce>.<ciphertext and tag>`, the last two in base64url.
 */
export function createSecretBox(keys: SecretKeys): SecretBox {
  const byId = new Map([...keys.previous, keys.current].map((key) => [key.id, key.bytes]));
  return {
    seal(secret, place) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv("aes-256-gcm", keys.current.bytes, iv, { authTagLength: tagBytes });
      cipher.setAAD(boundTo(place, keys.current.id));
      const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final(), cipher.getAuthTag()]);
      return [version, keys.current.id, iv.toString("base64url"), sealed.toString("base64url")].join(".");
    },
    open(sealed, place) {
      const { keyId, iv, body } = parseSealed(sealed);
      const key = byId.get(keyId);
      if (!key) {
        throw new SecretBoxError(
          `A stored secret was encrypted with another key (${keyId}): put that key into SLIPWAY_PREVIOUS_SECRET_KEYS, or enter the secret again.`,
        );
      }
      const decipher = createDecipheriv("aes-256-gcm", key, iv, { authTagLength: tagBytes });
      decipher.setAAD(boundTo(place, keyId));
      decipher.setAuthTag(body.subarray(-tagBytes));
      try {
        return Buffer.concat([decipher.update(body.subarray(0, -tagBytes)), decipher.final()]).toString(
          "utf8",
        );
      } catch (cause) {
        throw new SecretBoxError(
          "A stored secret was changed, or belongs to another row: enter the secret again.",
          { cause },
        );
      }
    },
  };
}

function parseSealed(sealed: string): { keyId: string; iv: Buffer; body: Buffer } {
  const [found, keyId, iv, body, ...rest] = sealed.split(".");
  if (
    found === undefined ||
    keyId === undefined ||
    iv === undefined ||
    body === undefined ||
    rest.length > 0
  ) {
    throw new SecretBoxError("A stored secret is not in a known format: enter the secret again.");
  }
  if (found !== version) {
    throw new SecretBoxError(
      `A stored secret is in format ${found}, which this release does not know: use a newer one.`,
    );
  }
  const bytes = { keyId, iv: Buffer.from(iv, "base64url"), body: Buffer.from(body, "base64url") };
  if (bytes.iv.length !== ivBytes || bytes.body.length < tagBytes) {
    throw new SecretBoxError("A stored secret is damaged: enter the secret again.");
  }
  return bytes;
}

/** Unambiguous, because ids hold no line break. */
function boundTo({ projectId, rowId }: SecretPlace, keyId: string): Buffer {
  return Buffer.from([version, keyId, projectId, rowId].join("\n"), "utf8");
}
