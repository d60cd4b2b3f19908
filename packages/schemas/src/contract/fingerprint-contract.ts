import { contractParts } from "#contract/contract-parts.ts";

/** The first 12 hex digits of the SHA-256 of the whole contract. */
export async function fingerprintContract(): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(contractParts()));
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0"));
  return hex.join("").slice(0, 12);
}
