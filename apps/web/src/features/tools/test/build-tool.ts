import type { ToolPart } from "@slipway/schemas/messages/message";

/** A call that went well; name what matters. */
export function buildTool({ id = "call_1", ...overrides }: Partial<ToolPart> = {}): ToolPart {
  return {
    id,
    callId: id,
    state: "done",
    type: "tool",
    name: "bash",
    input: { command: "npm test" },
    output: "ok\n",
    outcome: "ok",
    durationMs: 1_200,
    ...overrides,
  };
}
