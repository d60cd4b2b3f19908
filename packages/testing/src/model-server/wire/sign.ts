import { createHash } from "node:crypto";

/** Stands for what a provider encrypts or signs: it comes back whole and with the same content, or is refused. */
export function sign(content: string): string {
  return createHash("sha256").update(content).digest("base64");
}
