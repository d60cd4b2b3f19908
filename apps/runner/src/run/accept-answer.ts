import { toMessageEntry } from "@slipway/db/harness/message-entry";
import type { Schema } from "@slipway/prompts/json-schema/compile-schema";
import { askForOutput } from "@slipway/prompts/output/describe-output";
import { readOutput } from "@slipway/prompts/output/read-output";
import type { MessageEntry } from "@slipway/schemas/runs/message-entry";
import type { Agent } from "#run/agent.ts";
import { countInvalidOutput } from "#run/count-invalid-output.ts";
import type { FinalStep } from "#run/decide-next.ts";
import type { ModelLine } from "#run/model-line.ts";
import type { RunDeps } from "#run/run-deps.ts";
import type { RunScope } from "#run/run-scope.ts";
import { saveStep } from "#run/save-step.ts";

/** What an agent is told when it answers in words where a result is to be handed in. */
const reminder =
  "[Note by the host: The task is not done yet. Hand in the result by calling submit_result with arguments that fit its schema.]";

type Answered = {
  readonly line: ModelLine;
  readonly agent: Agent | null;
  readonly outputSchema: Schema | null;
};

/** An answer in words ends the run, unless it has to have a form, or a result is to be handed in. Null: the model is asked again. */
export async function acceptAnswer(
  deps: RunDeps,
  scope: RunScope,
  { line, agent, outputSchema }: Answered,
): Promise<FinalStep | null> {
  if (outputSchema) return await acceptOutput(scope, line, outputSchema);
  if (agent?.submitsResult) {
    const fault = "The model answered in words and did not call submit_result.";
    return countInvalidOutput(scope, fault) ?? (await remind(scope, line, reminder));
  }
  if (agent) await saveStep(deps, scope, { agent, label: labelOf(scope), hasWritten: false });
  return { kind: "complete" };
}

async function acceptOutput(scope: RunScope, line: ModelLine, schema: Schema): Promise<FinalStep | null> {
  const read = readOutput(schema, scope.texts.join(""));
  if (read.kind === "fits") return { kind: "complete", data: read.data };
  return countInvalidOutput(scope, read.fault) ?? (await remind(scope, line, askForOutput(read.fault)));
}

/** Told to the model, not shown to people. */
async function remind(scope: RunScope, line: ModelLine, text: string): Promise<null> {
  const entry: MessageEntry = { kind: "message", role: "user", text };
  scope.log.keep(toMessageEntry(entry));
  (await line.session()).add([entry]);
  line.add([entry]);
  return null;
}

function labelOf({ texts }: RunScope): string {
  const line = texts.join("").trim().split("\n", 1)[0] ?? "";
  return line === "" ? "Answer" : line;
}
