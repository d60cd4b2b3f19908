import type { ModelRequest } from "#model-server/model-request.ts";

/** What the model says to a message that is no script: short, the same each time, with the user's words in it. */
export function echoAnswer(request: ModelRequest): string {
  const asked = request.messages.findLast((message) => message.role === "user")?.text ?? "";
  return `You said: “${shorten(asked)}”. I am “${request.model}”, a scripted model: I do not think, and I answer the same way each time.`;
}

/** What the model says to tool results when the script has no further turn. */
export function resultsAnswer(request: ModelRequest): string {
  const lastAnswer = request.messages.findLastIndex((message) => message.role === "assistant");
  const results = request.messages.slice(lastAnswer + 1).filter((message) => message.role === "tool");
  if (results.length === 0) return "There are no tool results since my last answer.";
  return `The tools answered: ${results.map((result) => `“${shorten(result.text)}”`).join(", ")}.`;
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= 200 ? line : `${line.slice(0, 199)}…`;
}
