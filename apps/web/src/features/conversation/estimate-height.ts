import type { Message } from "@slipway/schemas/messages/message";

const lineHeightPx = 22;
/** About what fits in one line of the conversation at its full width. */
const charactersPerLine = 92;
const partHeightPx = 34;
const footPx = 32;

/** About how high a message will be before it is shown once: the better the guess, the calmer the scroll bar. */
export function estimateHeight({ role, parts }: Pick<Message, "role" | "parts">): number {
  const isAnswer = role === "assistant";
  const heights = parts.map((part) => (part.type === "text" ? textHeight(part.text) : partHeightPx));
  return heights.reduce((sum, height) => sum + height, isAnswer ? footPx : 16);
}

function textHeight(text: string): number {
  let lines = 1 + Math.floor(text.length / charactersPerLine);
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines * lineHeightPx;
}
