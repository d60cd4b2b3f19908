import { toMessageEntry } from "@slipway/db/harness/message-entry";
import type { MessageEntry } from "@slipway/schemas/runs/message-entry";
import type { Agent } from "#run/agent.ts";
import { countInvalidOutput } from "#run/count-invalid-output.ts";
import type { FinalStep } from "#run/decide-next.ts";
import type { ModelLine } from "#run/model-line.ts";
import type { RunDeps } from "#run/run-deps.ts";
import type { RunScope } from "#run/run-scope.ts";
import { saveStep } from "#run/save-step.ts";

/** What the model is told when it answers in words where a result is to be handed in. Not shown to people. */
const reminder =
  "[Note by the host: The task is not done yet. Hand in the result by calling submit_result with arguments that fit its schema.]";

type Answered = { readonly line: ModelLine; readonly agent: Agent };

/** An answer in words ends the run, unless a result is to be handed in. Null: the model is asked again. */
export async function acceptAnswer(
  deps: RunDeps,
  scope: RunScope,
  { line, agent }: Answered,
): Promise<FinalStep | null> {
  if (!agent.submitsResult) {
    await saveStep(deps, scope, { agent, label: labelOf(scope), hasWritten: false });
    return { kind: "complete" };
  }
  const fault = "The model answered in words and did not call submit_result.";
  const failed = countInvalidOutput(scope, fault);
  if (failed) return failed;
  const entry: MessageEntry = { kind: "message", role: "user", text: reminder };
  scope.log.keep(toMessageEntry(entry));
  (await line.session()).add([entry]);
  line.add([entry]);
  return null;
}

function labelOf({ texts }: RunScope): string {
  const line = texts.join("").trim().split("\n", 1)[0] ?? "";
  return line === "" ? "Answer" : line;
}
