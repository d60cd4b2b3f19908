import type { Sql } from "@slipway/db/db";
import type { PromptMessage } from "@slipway/db/runs/new-run";
import { findSessionValues } from "@slipway/db/sessions/find-session-values";
import { promptMessages } from "@slipway/prompts/prompt/prompt-messages";
import { type Prompt, renderPrompt } from "@slipway/prompts/prompt/render-prompt";
import type { AppConfig } from "@slipway/schemas/apps/app-config";
import type { RunInput } from "@slipway/schemas/runs/run-input";
import { invalidInput } from "#public-api/invoke/invalid-input.ts";

/** What a run is asked, ready to be stored. */
export type Asked = {
  /** With the value of every variable: also those that the session or the configuration brings. */
  readonly input: RunInput;
  /** A completion's prompt as it stands in the transcript. */
  readonly messages: readonly PromptMessage[] | undefined;
  readonly prompt: Prompt;
};

type Ask = {
  readonly projectId: string;
  /** Null: the run starts one. */
  readonly sessionId: string | null;
  readonly config: AppConfig;
  readonly input: RunInput;
};

/** Fills in the prompt of a run. Throws `invalid_request` that names each value that is missing or not known. */
export async function ask(sql: Sql, { projectId, sessionId, config, input }: Ask): Promise<Asked> {
  const hasVariables = "variables" in config && config.variables !== undefined;
  const fixed = hasVariables && sessionId !== null ? await findSessionValues(sql, projectId, sessionId) : {};
  const rendered = renderPrompt(config, input.variables, fixed);
  if (rendered.kind === "faults") throw invalidInput(rendered.details);
  const { values } = rendered;
  const isCompletion = "prompt" in config;
  return {
    input: Object.keys(values).length > 0 ? { ...input, variables: { ...values } } : input,
    messages: isCompletion ? promptMessages(rendered) : undefined,
    prompt: rendered,
  };
}
