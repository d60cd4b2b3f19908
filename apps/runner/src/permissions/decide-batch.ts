import { type Decision, decideByConfiguration } from "@slipway/permissions/decide-by-configuration";
import { matchesEverything } from "@slipway/permissions/match-pattern";
import type { RuledCall } from "@slipway/permissions/match-rule";
import type { Permissions } from "@slipway/schemas/apps/permissions";
import type { Tool } from "#tools/tool.ts";

/** A person's "allow for the session". `subject` null: whatever the tool is asked for. */
export type SessionGrant = { readonly tool: string; readonly subject: string | null };

/** What an invoke answers in advance, by the tool's name or `*`. */
export type ApprovalsInAdvance = Readonly<Record<string, "allow" | "deny">>;

export type Policy = {
  readonly permissions: Permissions;
  readonly grants: readonly SessionGrant[];
  readonly inAdvance: ApprovalsInAdvance;
};

/** A call whose input fits its tool's schema. */
export type DecidableCall = {
  readonly callId: string;
  readonly tool: Tool;
  readonly input: Readonly<Record<string, unknown>>;
};

/**
 * Tools of the host's own that hand something to the host and do nothing else: no rule is needed for them, and a rule
 * for all tools does not mean them.
 */
const hostTools: ReadonlySet<string> = new Set(["submit_result"]);

/** Decides for every call of a batch, before any of it runs. A policy that throws denies. */
export function decideBatch(policy: Policy, calls: readonly DecidableCall[]): ReadonlyMap<string, Decision> {
  return new Map(calls.map((call) => [call.callId, decideCall(policy, call)]));
}

export function decideCall(policy: Policy, { tool, input }: DecidableCall): Decision {
  if (hostTools.has(tool.name)) return { kind: "allow" };
  try {
    const call = { tool, subject: tool.subjectOf(input), leadsTo: tool.leadsTo?.(input) };
    const configured = decideByConfiguration(policy.permissions, call);
    return configured.kind === "ask" ? answered(policy, call, configured) : configured;
  } catch {
    return { kind: "deny", reason: "Whether this is permitted could not be determined, so it is not." };
  }
}

/** A question that was answered before: for the session by a person, or in advance by the caller. */
function answered({ grants, inAdvance }: Policy, call: RuledCall, asked: Decision): Decision {
  if (grants.some((grant) => covers(grant, call))) return { kind: "allow" };
  const answer = ownValue(inAdvance, call.tool.name) ?? ownValue(inAdvance, "*");
  if (answer === undefined) return asked;
  return answer === "allow"
    ? { kind: "allow" }
    : { kind: "deny", reason: "Whoever started the run said no in advance." };
}

function covers({ tool, subject }: SessionGrant, call: RuledCall): boolean {
  return tool === call.tool.name && (subject === null || subject === call.subject);
}

/** What "allow for the session" means for a call: this very command, or whatever else a tool that runs none is asked for. */
export function grantFor(tool: Tool, input: Readonly<Record<string, unknown>>): SessionGrant {
  return { tool: tool.name, subject: tool.access === "execute" ? tool.subjectOf(input) : null };
}

/** The tools of which some call can be allowed, now or by a person: the model is told of no other. */
export function offeredTools(policy: Policy, tools: readonly Tool[]): Tool[] {
  return tools.filter((tool) => hostTools.has(tool.name) || canBeAllowed(policy, tool));
}

function canBeAllowed({ permissions, grants, inAdvance }: Policy, tool: Tool): boolean {
  const asksInVain = (ownValue(inAdvance, tool.name) ?? ownValue(inAdvance, "*")) === "deny";
  const mayAllow = (action: "allow" | "ask" | "deny") =>
    action === "allow" ||
    (action === "ask" && (!asksInVain || grants.some((grant) => grant.tool === tool.name)));
  for (const rule of permissions.rules) {
    if (rule.tool !== "*" && rule.tool !== tool.name) continue;
    if (mayAllow(rule.action)) return true;
    if (rule.match === undefined || matchesEverything(rule.match)) return false;
  }
  if (permissions.default === "allow_reads") return mayAllow(tool.access === "read" ? "allow" : "ask");
  return mayAllow(permissions.default);
}

/** A tool may be called `constructor`. */
function ownValue<V>(record: Readonly<Record<string, V>>, key: string): V | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
