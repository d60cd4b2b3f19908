import { z } from "zod";

const Count = z.int().min(0);

/** Tokens of one model call. `inputTokens` includes cached ones, `outputTokens` includes reasoning. */
export const TokenUsage = z
  .object({
    inputTokens: Count,
    outputTokens: Count,
    cacheReadTokens: Count,
    cacheWriteTokens: Count,
    reasoningTokens: Count,
  })
  .meta({ id: "TokenUsage" });
export type TokenUsage = z.infer<typeof TokenUsage>;

/** What a whole run used so far. */
export const RunUsage = TokenUsage.extend({ turns: Count, toolCalls: Count }).meta({ id: "RunUsage" });
export type RunUsage = z.infer<typeof RunUsage>;

export const noTokens: TokenUsage = {
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  reasoningTokens: 0,
};

export const noUsage: RunUsage = { ...noTokens, turns: 0, toolCalls: 0 };

export function addTokens<U extends TokenUsage>(usage: U, tokens: TokenUsage): U {
  return {
    ...usage,
    inputTokens: usage.inputTokens + tokens.inputTokens,
    outputTokens: usage.outputTokens + tokens.outputTokens,
    cacheReadTokens: usage.cacheReadTokens + tokens.cacheReadTokens,
    cacheWriteTokens: usage.cacheWriteTokens + tokens.cacheWriteTokens,
    reasoningTokens: usage.reasoningTokens + tokens.reasoningTokens,
  };
}
