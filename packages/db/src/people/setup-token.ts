import { createHash, randomBytes } from "node:crypto";

export function newSetupToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Tokens are long and random: a slow hash would add nothing. */
export function hashSetupToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
