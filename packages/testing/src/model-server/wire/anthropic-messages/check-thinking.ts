import {
  invalid,
  type JsonObject,
  readObject,
  refuseExtraKeys,
} from "#model-server/wire/anthropic-messages/invalid-request.ts";

const keys: Readonly<Record<string, ReadonlySet<string>>> = {
  enabled: new Set(["type", "budget_tokens", "display"]),
  adaptive: new Set(["type", "display"]),
  disabled: new Set(["type"]),
};

const efforts = ["low", "medium", "high", "xhigh", "max"];

/** Refuses a budget that is too small or leaves no answer, and what cannot be combined with thinking. */
export function checkThinking(body: JsonObject, maxTokens: number): void {
  checkEffort(body.output_config);
  if (body.thinking === undefined) return;
  const thinking = readObject(body.thinking, "thinking");
  const known = keys[String(thinking.type)];
  if (!known) {
    throw invalid("thinking", "Input tag found using 'type' does not match any of the expected tags");
  }
  refuseExtraKeys(thinking, known, `thinking.${String(thinking.type)}`);
  if (thinking.type === "disabled") return;
  if (thinking.type === "enabled") checkBudget(thinking.budget_tokens, maxTokens);
  if (body.temperature !== undefined && body.temperature !== 1) {
    throw invalid("", "`temperature` may only be set to 1 when thinking is enabled.");
  }
  if (typeof body.top_p === "number" && body.top_p < 0.95) {
    throw invalid("", "`top_p` must be greater than or equal to 0.95 when thinking is enabled.");
  }
}

function checkBudget(budget: unknown, maxTokens: number): void {
  const path = "thinking.enabled.budget_tokens";
  if (budget === undefined) throw invalid(path, "Field required");
  if (typeof budget !== "number" || budget < 1_024) {
    throw invalid(path, "Input should be greater than or equal to 1024");
  }
  if (budget >= maxTokens) throw invalid("", "`max_tokens` must be greater than `thinking.budget_tokens`.");
}

function checkEffort(value: unknown): void {
  if (value === undefined) return;
  const { effort } = readObject(value, "output_config");
  if (effort === undefined || efforts.includes(String(effort))) return;
  throw invalid("output_config.effort", `Input should be ${efforts.map((each) => `'${each}'`).join(", ")}`);
}
