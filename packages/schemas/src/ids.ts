import { z } from "zod";
import { randomBytes } from "#random-bytes.ts";

/** What each id's prefix stands for. Ids look like `run_06c1…`: prefix, then 26 characters that sort by time. */
export const idPrefixes = {
  project: "prj",
  user: "usr",
  key: "key",
  provider: "prv",
  app: "app",
  testCase: "cas",
  session: "ses",
  run: "run",
  message: "msg",
  block: "blk",
  approval: "apr",
  checkpoint: "chk",
  upload: "upl",
  view: "viw",
  runner: "rnr",
  web: "web",
  request: "req",
} as const;

export type IdKind = keyof typeof idPrefixes;

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/**
 * Makes an id: 48 bits of Unix time in milliseconds, then 80 random bits, in lower-case Crockford base 32
 * (the ULID layout, https://github.com/ulid/spec), so that ids sort by time as plain strings.
 */
export function newId(kind: IdKind, nowMs: number = Date.now()): string {
  let random = "";
  for (const byte of randomBytes(16)) random += alphabet[byte & 31];
  return `${idPrefixes[kind]}_${timePart(nowMs)}${random}`;
}

function timePart(atMs: number): string {
  let time = "";
  for (let rest = atMs, i = 0; i < 10; i++, rest = Math.floor(rest / 32)) time = alphabet[rest % 32] + time;
  return time;
}

/** The smallest id of a kind made at this time: ids sort by time, so that a range of them is a span of time. */
export function firstIdAt(kind: IdKind, atMs: number): string {
  return `${idPrefixes[kind]}_${timePart(atMs)}`;
}

/** The schema of an id of one kind. */
export function idOf(kind: IdKind) {
  const prefix = idPrefixes[kind];
  return z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9a-z]{1,32}$`), `Expected an id that starts with ${prefix}_`)
    .meta({ examples: [`${prefix}_06c1q2w3e4r5t6y7z8a9b0c1d2`] });
}
