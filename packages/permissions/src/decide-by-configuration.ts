import type { Permissions } from "@slipway/schemas/apps/permissions";
import { isInDoubt, matchRule, type RuledCall } from "#match-rule.ts";

/** What may become of a call. */
export type Decision =
  | { readonly kind: "allow" }
  | { readonly kind: "ask"; readonly reason: string }
  | { readonly kind: "deny"; readonly reason: string };

/** What the configuration says: the first rule that matches, else its default. */
export function decideByConfiguration(permissions: Permissions, call: RuledCall): Decision {
  const rule = permissions.rules.find((candidate) => matchRule(candidate, call));
  if (rule) {
    const words = rule.match === undefined ? rule.tool : `${rule.tool} with ${rule.match}`;
    const doubt = isInDoubt(rule, call) ? " may hold, for the command does not tell all that it runs" : "";
    return toDecision(rule.action, `the rule for ${words}${doubt}`);
  }
  if (permissions.default !== "allow_reads") return toDecision(permissions.default, "the default");
  return call.tool.access === "read"
    ? { kind: "allow" }
    : { kind: "ask", reason: `${call.tool.name} does more than read.` };
}

function toDecision(action: "allow" | "ask" | "deny", what: string): Decision {
  switch (action) {
    case "allow":
      return { kind: "allow" };
    case "ask":
      return { kind: "ask", reason: `The app's permissions ask: ${what}.` };
    case "deny":
      return { kind: "deny", reason: `The app's permissions deny it: ${what}.` };
  }
}
