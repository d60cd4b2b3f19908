import { AppError } from "@slipway/schemas/errors/app-error";

/**
 * Throws `invalid_request` that names the first text in the value, keys included, which Postgres cannot store: one with
 * a NUL character or half of a surrogate pair.
 */
export function requireStorable(value: unknown): void {
  const path = findUnstorable(value);
  if (path === null) return;
  const where = path.join(".");
  const message = "Must not contain the NUL character or half a character.";
  throw new AppError("invalid_request", `The request is not valid. ${where}: ${message}`, {
    details: [{ path: where, message }],
  });
}

function findUnstorable(value: unknown): string[] | null {
  if (typeof value === "string") return isStorable(value) ? null : [];
  if (typeof value !== "object" || value === null) return null;
  for (const [key, item] of Object.entries(value)) {
    if (!isStorable(key)) return [key.replaceAll("\u0000", "\uFFFD").toWellFormed()];
    const path = findUnstorable(item);
    if (path) return [key, ...path];
  }
  return null;
}

function isStorable(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed();
}
