import { noTokens, type TokenUsage } from "@slipway/schemas/runs/usage";

/** Of English prose, on average. */
const charactersPerToken = 4;

type Unreported = {
  /** What the model said and asked for, in characters. */
  readonly said: number;
  /** How much of the model's window the conversation fills, with what it said. */
  readonly contextTokens: number;
};

/** What a model call is taken to have used where the provider does not say: a limit that nobody measures would be none. */
export function estimateUsage({ said, contextTokens }: Unreported): TokenUsage {
  const outputTokens = Math.ceil(said / charactersPerToken);
  return { ...noTokens, inputTokens: Math.max(0, contextTokens - outputTokens), outputTokens };
}
