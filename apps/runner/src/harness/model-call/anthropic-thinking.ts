import type { AnthropicOptions } from "@earendil-works/pi-ai/api/anthropic-messages";
import type { ReasoningLevel } from "@slipway/schemas/apps/parameters";

/**
 * Since Opus and Sonnet 4.6, Claude is told an effort and thinks as long as that takes; before, it was given a budget of
 * tokens, and so are the models of others that speak Anthropic's format. A Claude that is not known is a newer one.
 */
export function thinksAdaptively(modelId: string): boolean {
  const id = modelId.toLowerCase().replaceAll(".", "-");
  return id.includes("claude") && !budgetedClaude.test(id);
}

const budgetedClaude = /claude-(?:instant|[123](?:-|$)|(?:opus|sonnet|haiku)-4(?:-[0-5](?!\d)|-\d{8}|@|$))/;

type Thinking = Pick<AnthropicOptions, "thinkingEnabled" | "effort" | "thinkingBudgetTokens">;

/** How the model is told. Throws when a budget and an answer do not both fit into `maxTokens`. */
export function chooseThinking(modelId: string, level: ReasoningLevel, maxTokens: number): Thinking {
  if (level === "off") return { thinkingEnabled: false };
  if (thinksAdaptively(modelId)) {
    return { thinkingEnabled: true, effort: level === "minimal" ? "low" : level };
  }
  if (maxTokens < 2 * leastBudget) {
    throw new Error(
      `Reasoning counts towards parameters.maxOutputTokens here: ask for ${2 * leastBudget} or more, or for no reasoning.`,
    );
  }
  return { thinkingEnabled: true, thinkingBudgetTokens: Math.min(budgets[level], maxTokens - leastBudget) };
}

/** Anthropic takes no smaller one; as much is left for the answer. */
const leastBudget = 1_024;
const budgets = { minimal: leastBudget, low: 2_048, medium: 8_192, high: 16_384 } as const;
