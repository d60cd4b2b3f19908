import path from "node:path";
import type { Permissions } from "@slipway/schemas/apps/permissions";
import { matchesEverything, matchPattern } from "#match-pattern.ts";
import { type CommandPart, readCommand } from "#read-command.ts";
import type { ToolAccess } from "#subject.ts";

export type Rule = Permissions["rules"][number];

/** What is longer is not looked into: it is in doubt. */
const longestSubject = 20_000;

/** A call as rules see it. */
export type RuledCall = {
  readonly tool: { readonly name: string; readonly access: ToolAccess };
  readonly subject: string;
  /** Of a path with links on its way: what it leads to. */
  readonly leadsTo?: string | undefined;
};

/**
 * Whether a rule holds for a call. An `allow` holds only where that is certain; an `ask` or `deny` also where it may be: a
 * compound command is allowed when each of its parts is, and denied when one of them is or what it runs cannot be told.
 */
export function matchRule(rule: Rule, { tool, subject, leadsTo }: RuledCall): boolean {
  if (rule.tool !== "*" && rule.tool !== tool.name) return false;
  if (rule.match === undefined || matchesEverything(rule.match)) return true;
  const isAllow = rule.action === "allow";
  if (subject.length > longestSubject) return !isAllow;
  if (tool.access === "execute") {
    return isAllow ? allowsCommand(rule.match, subject) : mayConcernCommand(rule.match, subject);
  }
  if (subject === "") return false;
  const plain = withoutDots(subject);
  const named = leadsTo === undefined ? [plain] : [plain, leadsTo];
  const { match } = rule;
  return isAllow
    ? named.every((path) => matchPattern(match, path))
    : [...named, subject].some((path) => matchPattern(match, path));
}

/** A rule that holds for a command only because what it runs cannot be told from its text. */
export function isInDoubt({ match }: Rule, { tool, subject }: RuledCall): boolean {
  if (match === undefined || matchesEverything(match) || tool.access !== "execute") return false;
  if (subject.length > longestSubject) return true;
  const read = readCommand(subject);
  const parts = read.kind === "read" ? read.parts.map(({ words }) => words.join(" ")) : [];
  return ![subject, ...parts].some((text) => matchPattern(match, text));
}

/** `a/../b` and `./b` are `b`: a rule cannot be dodged, nor used, by writing a path in another way. */
function withoutDots(subject: string): string {
  return subject.includes("://") ? subject : path.posix.normalize(subject);
}

function allowsCommand(pattern: string, command: string): boolean {
  const read = readCommand(command);
  if (read.kind === "unreadable") return false;
  return read.parts.every(({ words, redirects }) => !redirects && matchPattern(pattern, words.join(" ")));
}

function mayConcernCommand(pattern: string, command: string): boolean {
  if (matchPattern(pattern, command)) return true;
  const read = readCommand(command);
  return read.kind === "unreadable" || read.parts.some((part) => mayConcernPart(pattern, part));
}

/** Programs that run the command which they are given as arguments. */
const wrappers = new Set(
  "sudo doas env nohup time nice ionice timeout command builtin exec xargs stdbuf setsid watch find busybox chroot unshare".split(
    " ",
  ),
);
/** Programs that run the text which they are given: it could be anything. */
const shells = new Set("sh bash dash zsh ksh ash fish eval source .".split(" "));
const assignment = /^[A-Za-z_][A-Za-z0-9_]*\+?=/;

function mayConcernPart(pattern: string, { words }: CommandPart): boolean {
  const start = words.findIndex((word) => !assignment.test(word));
  const own = start === -1 ? [] : words.slice(start);
  const [name = ""] = own;
  const base = path.posix.basename(name);
  if (shells.has(base)) return true;
  const inside = wrappers.has(base) ? own.map((_, at) => own.slice(at)) : [];
  return [words, own, [base, ...own.slice(1)], ...inside].some((candidate) => {
    const [first = "", ...rest] = candidate;
    return (
      matchPattern(pattern, candidate.join(" ")) ||
      matchPattern(pattern, [path.posix.basename(first), ...rest].join(" ")) ||
      (candidate !== words && candidate !== own && shells.has(path.posix.basename(first)))
    );
  });
}
