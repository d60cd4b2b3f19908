import type { ModelTarget, TurnEnd } from "#harness/harness.ts";
import { openLlmSession } from "#harness/llm/session.ts";
import { plainEntry } from "#harness/llm/stored-entry.ts";

/**
 * Runs one call through the adapter without a network, so that the first person's answer does not wait for code that
 * is loaded and compiled on first use. Call it once at start-up. Returns
 * how that call ended: answered, or the adapter does not work at all.
 */
export async function warmUpLlm(): Promise<TurnEnd> {
  const session = openLlmSession({
    model: nobody,
    instructions: "",
    parameters: {},
    tools: [],
    skills: [],
    entries: [plainEntry("user", "warm up")],
    fetch: () => Promise.resolve(cannedAnswer()),
  });
  const end = await session.runTurn({ signal: new AbortController().signal, emit: () => undefined });
  await session.close();
  return end;
}

const nobody: ModelTarget = {
  ref: "warm-up/none",
  provider: "warm-up",
  modelId: "none",
  api: "openai-completions",
  baseUrl: "http://warm-up.invalid/v1",
  apiKey: null,
  contextWindow: null,
  maxOutputTokens: null,
  reasoning: false,
  cost: null,
};

function cannedAnswer(): Response {
  const chunks = [{ delta: { content: "warm" } }, { delta: {}, finish_reason: "stop" }];
  const events = chunks.map(
    (choice) => `data: ${JSON.stringify({ choices: [{ index: 0, ...choice }] })}\n\n`,
  );
  return new Response(`${events.join("")}data: [DONE]\n\n`, {
    headers: { "content-type": "text/event-stream" },
  });
}
