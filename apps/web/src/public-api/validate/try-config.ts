import type { Sql } from "@slipway/db/db";
import { findModelAbility } from "@slipway/db/providers/find-model-ability";
import { withOutput } from "@slipway/prompts/output/describe-output";
import { planOutput } from "@slipway/prompts/output/plan-output";
import type { AppConfig } from "@slipway/schemas/apps/app-config";
import type { AppType } from "@slipway/schemas/apps/app-type";
import type { Validation } from "@slipway/schemas/public-api/validate";
import type { RunInput } from "@slipway/schemas/runs/run-input";
import { type Asked, ask } from "#public-api/invoke/ask.ts";
import { checkInput } from "#public-api/invoke/check-input.ts";
import { requireModel } from "#public-api/invoke/require-model.ts";
import type { Checks } from "#public-api/validate/checks.ts";
import { findWarnings } from "#public-api/validate/find-warnings.ts";

type TryConfig = {
  readonly projectId: string;
  readonly type: AppType;
  readonly config: AppConfig;
  readonly input: RunInput;
  /** Null: the run starts one. */
  readonly sessionId: string | null;
  /** Its model was found already. */
  readonly hasModel: boolean;
};

/** Goes on where a run has its configuration: with its model and what it is asked. */
export async function tryConfig(
  sql: Sql,
  checks: Checks,
  { projectId, type, config, input, sessionId, hasModel }: TryConfig,
): Promise<Validation> {
  await checks.run("model", `${config.model} can be used.`, async () => {
    if (!hasModel) await requireModel(sql, projectId, config.model);
  });
  const asked = await checks.run("input", "The input suits the app.", async () => {
    checkInput(type, input, { startsSession: sessionId === null });
    return await ask(sql, { projectId, sessionId, config, input });
  });
  const valid = checks.made.every(({ passed }) => passed);
  return {
    valid,
    checks: checks.made,
    warnings: await findWarnings(sql, { projectId, config }),
    prompt: valid && asked ? await toPrompt(sql, { projectId, config, asked }) : null,
  };
}

type ToPrompt = { readonly projectId: string; readonly config: AppConfig; readonly asked: Asked };

/** What the model would be sent first, with what the run itself says. */
async function toPrompt(sql: Sql, { projectId, config, asked }: ToPrompt): Promise<Validation["prompt"]> {
  const { input, messages, prompt } = asked;
  const said =
    input.messages ??
    (input.message === undefined ? [] : [{ role: "user" as const, content: input.message }]);
  const schema = "tools" in config ? null : (config.outputSchema ?? null);
  const plan = schema && planOutput(schema, await findModelAbility(sql, { projectId, ref: config.model }));
  return {
    instructions: withOutput(prompt.instructions, plan?.kind === "words" ? schema : null),
    messages: messages ? [...prompt.messages] : [...said],
  };
}
