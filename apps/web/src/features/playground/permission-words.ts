import type { Permissions } from "@slipway/schemas/apps/permissions";

export type Policy = Permissions["default"];
export type RuleAction = Permissions["rules"][number]["action"];

export const policyLabels: Readonly<Record<Policy, string>> = {
  allow_reads: "Allow what only reads",
  ask: "Ask a person",
  allow: "Allow everything",
  deny: "Deny everything",
};

export const policyLines: Readonly<Record<Policy, string>> = {
  allow_reads: "Reading, searching and listing run at once; whatever changes or executes asks first.",
  ask: "Each call waits until somebody allows it.",
  allow: "Each call runs at once, commands too. The sandbox is all that holds them.",
  deny: "Only what a rule allows or asks for can run.",
};

export const actionLabels: Readonly<Record<RuleAction, string>> = {
  allow: "Allow",
  ask: "Ask",
  deny: "Deny",
};

/** What each built-in tool does, in one line. */
export const toolLines: Readonly<Record<string, string>> = {
  read: "Reads a file, also pictures",
  write: "Makes a file, or replaces one",
  edit: "Changes passages of a file",
  bash: "Runs commands in the sandbox",
  grep: "Searches in files",
  find: "Finds files by name",
  ls: "Lists a folder",
};
