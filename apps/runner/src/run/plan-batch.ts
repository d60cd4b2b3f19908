import type { CallAnswer } from "@slipway/db/approvals/list-run-answers";
import { checkInput } from "@slipway/permissions/check-input";
import type { Decision } from "@slipway/permissions/decide-by-configuration";
import { outcomeUnknown } from "@slipway/schemas/events/close-run";
import type { ToolFacts } from "@slipway/schemas/runs/approval";
import type { PlannedCall } from "#batch/batch-host.ts";
import type { OpenCalls } from "#batch/open-calls.ts";
import type { ToolCall } from "#harness/harness.ts";
import { type DecidableCall, decideCall, type Policy } from "#permissions/decide-batch.ts";
import type { Tool } from "#tools/tool.ts";

export type PlanBatch = {
  readonly calls: readonly ToolCall[];
  /** Those that the model was offered. */
  readonly tools: readonly Tool[];
  readonly policy: Policy;
  /** What people have decided about calls of this run. */
  readonly answers: readonly CallAnswer[];
  /** Which calls have been started already, by a runner that is gone. */
  readonly open: OpenCalls;
};

/** A call that a person has to decide about. */
export type AskedCall = {
  readonly callId: string;
  readonly tool: string;
  readonly input: Record<string, unknown>;
  readonly reason: string;
  readonly facts: ToolFacts;
};

export type BatchPlan =
  /** Nothing of the batch runs before every question is answered. */
  | { readonly kind: "ask"; readonly questions: readonly AskedCall[] }
  | { readonly kind: "run"; readonly calls: readonly PlannedCall[] };

type Planned = PlannedCall | ({ readonly kind: "ask" } & AskedCall);

/** Decides for a whole batch what becomes of each call, before any of it runs. */
export function planBatch(batch: PlanBatch): BatchPlan {
  const planned = batch.calls.map((call) => planCall(batch, call));
  const questions = planned.filter((call) => call.kind === "ask");
  if (questions.length === 0) return { kind: "run", calls: planned.filter((call) => call.kind !== "ask") };
  return {
    kind: "ask",
    questions: questions.map(({ kind: _, ...question }) => question),
  };
}

function planCall({ tools, policy, answers, open }: PlanBatch, call: ToolCall): Planned {
  const { callId, name } = call;
  const tool = tools.find((candidate) => candidate.name === name);
  const refuse = (outcome: "denied" | "error" | "interrupted", output: string): PlannedCall => {
    return { kind: "refuse", callId, name, input: call.input, outcome, output };
  };
  if (!tool) return refuse("error", unknownTool(name, tools));
  const before = open.get(callId);
  if (before?.startedAt && !tool.idempotent) {
    return refuse("interrupted", before.shown === "" ? outcomeUnknown : `${before.shown}\n${outcomeUnknown}`);
  }
  if (call.unreadable !== undefined) {
    return refuse("error", `The arguments could not be read: ${call.unreadable}\nCall the tool again.`);
  }
  const answer = answers.find((candidate) => candidate.callId === callId);
  if (answer && !answer.allowed) return refuse("denied", deniedBy(answer));
  const input = answer?.input ?? call.input;
  const fault = checkInput(tool.inputSchema, input);
  if (fault !== null) {
    const whose = answer ? "The arguments, as a person changed them, do not fit" : "The arguments do not fit";
    return { ...refuse("error", `${whose}:\n${fault}`), input };
  }
  const decision = settle(decideCall(policy, { callId, tool, input }), answer);
  switch (decision.kind) {
    case "allow":
      return { kind: "run", callId, tool: holdToPath(policy, { callId, tool, input }), input };
    case "deny":
      return { ...refuse("denied", `Denied: ${decision.reason}`), input };
    case "ask":
      return {
        kind: "ask",
        callId,
        tool: name,
        input: { ...input },
        reason: decision.reason,
        facts: { inputSchema: tool.inputSchema, access: tool.access, subject: tool.subject },
      };
  }
}

/**
 * The batch is decided before any of it runs, and what runs before this call can put a link in its way: where it leads
 * elsewhere by then, it is decided once more, and what is not simply allowed is refused.
 */
function holdToPath(policy: Policy, call: DecidableCall): Tool {
  const { tool, input } = call;
  if (!tool.leadsTo) return tool;
  const then = tool.leadsTo(input);
  return {
    ...tool,
    run: async (run) => {
      const isSame = tool.leadsTo?.(input) === then;
      if (isSame || decideCall(policy, call).kind === "allow") return await tool.run(run);
      return { output: "Refused: the path leads elsewhere than when this was decided.", isError: true };
    },
  };
}

/** A person's yes answers what is asked, never what is denied: the input may be another one than was asked about. */
function settle(decision: Decision, answer: CallAnswer | undefined): Decision {
  return decision.kind === "ask" && answer ? { kind: "allow" } : decision;
}

function deniedBy({ comment, isExpired }: CallAnswer): string {
  if (isExpired) return "Denied: nobody decided in time.";
  return comment ? `Denied by a person, who says: ${comment}` : "Denied by a person.";
}

function unknownTool(name: string, tools: readonly Tool[]): string {
  const names = tools.map((tool) => tool.name).join(", ");
  return `There is no tool called ${name}. ${names === "" ? "There are none." : `There are: ${names}.`}`;
}
