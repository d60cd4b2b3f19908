import type { ReasoningLevel } from "@slipway/schemas/apps/parameters";

type Thinking = {
  readonly includeThoughts?: true;
  readonly thinkingBudget?: number;
  readonly thinkingLevel?: string;
};

/**
 * How a Gemini is told how long to think: up to 2.5 by a budget of tokens, from 3 on by a level.
 * Source: https://ai.google.dev/gemini-api/docs/thinking
 */
export function toGoogleThinking(modelId: string, level: ReasoningLevel | undefined): Thinking {
  // What the model thinks is shown in a summary also when it decides itself how long to.
  if (level === undefined) return { includeThoughts: true };
  if (level === "off") return { thinkingBudget: 0 };
  if (isBudgeted(modelId)) return { includeThoughts: true, thinkingBudget: budgets[level] };
  return { includeThoughts: true, thinkingLevel: level.toUpperCase() };
}

function isBudgeted(modelId: string): boolean {
  return /gemini-(?:1|2)\b/i.test(modelId);
}

/** Every 2.5 model takes each of them: the least is the least of Flash-Lite, the most that of Flash. */
const budgets = { minimal: 512, low: 2_048, medium: 8_192, high: 24_576 } as const;
