import type { ModelTarget, OpenHarness } from "#harness/harness.ts";

/**
 * A conversation whose model answers without a network. A harness that has run it once at start-up lets no person wait for
 * code that is loaded and compiled on first use.
 */
export const rehearsal: OpenHarness = {
  model: nobody(),
  instructions: "",
  parameters: {},
  tools: [],
  skills: [],
  entries: [{ kind: "message", role: "user", text: "warm up" }],
  fetch: () => Promise.resolve(cannedAnswer()),
};

function nobody(): ModelTarget {
  return {
    ref: "warm-up/none",
    provider: "warm-up",
    modelId: "none",
    api: "openai-completions",
    baseUrl: "http://warm-up.invalid/v1",
    apiKey: null,
    contextWindow: null,
    maxOutputTokens: null,
    reasoning: false,
    reasoningLevels: [],
    vision: false,
    structuredOutput: false,
    parameters: [],
    cost: null,
  };
}

function cannedAnswer(): Response {
  const chunks = [{ delta: { content: "warm" } }, { delta: {}, finish_reason: "stop" }];
  const events = chunks.map(
    (choice) => `data: ${JSON.stringify({ choices: [{ index: 0, ...choice }] })}\n\n`,
  );
  return new Response(`${events.join("")}data: [DONE]\n\n`, {
    headers: { "content-type": "text/event-stream" },
  });
}
