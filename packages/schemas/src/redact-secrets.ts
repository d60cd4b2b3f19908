/**
 * Takes what looks like the value of a secret out of a text that is to outlive its context: the kinds of keys that
 * are known by their looks, and what is assigned to a name that says so. No guarantee: what looks like nothing stays.
 */
export function redactSecrets(text: string): string {
  let redacted = text;
  for (const shape of shapes) redacted = redacted.replaceAll(shape, mark);
  return redacted
    .replaceAll(assignment, (_, name: string) => `${name}${mark}`)
    .replaceAll(urlPassword, (_, start: string) => `${start}${mark}@`);
}

const mark = "[secret]";

const shapes: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b(?:sk|pk|rk)[-_](?:[\w]+[-_])*[A-Za-z0-9]{16,}\b/g,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  /\bgh[pousr]_[A-Za-z0-9]{20,}\b/g,
  /\bgithub_pat_\w{20,}\b/g,
  /\bglpat-[\w-]{16,}/g,
  /\bxox[abprs]-[\w-]{10,}/g,
  /\bAIza[\w-]{30,}/g,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/g,
  /\b(?<=bearer\s)[\w.~+/-]{12,}=*/gi,
];

/** `DB_PASSWORD=…`, `"apiKey": "…"`, `token: …`. */
const assignment =
  /((?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key)["']?\s*(?:=|:)\s*["']?)(?!\[secret\])[^\s"',;)}\]]{6,}/gi;

/** `postgres://user:password@host`. */
const urlPassword = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]+:)[^\s@/]+@/gi;
