import type { CallAnswer } from "@slipway/db/approvals/list-run-answers";
import { describe, expect, it } from "vitest";
import { OpenCalls } from "#batch/open-calls.ts";
import type { ToolCall } from "#harness/harness.ts";
import { type PlanBatch, planBatch } from "#run/plan-batch.ts";
import { scriptedTool } from "#tools/test/scripted-tool.ts";

const text = { type: "object", properties: { path: { type: "string" } }, required: ["path"] };
const tools = [
  scriptedTool({ name: "read", inputSchema: text, idempotent: true }),
  scriptedTool({ name: "write", inputSchema: text, access: "write" }),
];

const call = (callId: string, name: string, change: Partial<ToolCall> = {}): ToolCall => ({
  callId,
  name,
  input: { path: callId },
  ...change,
});

const answer = (callId: string, change: Partial<CallAnswer> = {}): CallAnswer => ({
  callId,
  allowed: true,
  input: { path: callId },
  comment: null,
  isExpired: false,
  ...change,
});

function plan(calls: readonly ToolCall[], change: Partial<PlanBatch> = {}) {
  return planBatch({
    calls,
    tools,
    policy: { permissions: { default: "allow_reads", rules: [] }, grants: [], inAdvance: {} },
    answers: [],
    open: new OpenCalls(),
    ...change,
  });
}

/** What becomes of each call: `run`, or why not. */
function fates(calls: readonly ToolCall[], change: Partial<PlanBatch> = {}): string[] {
  const planned = plan(calls, change);
  if (planned.kind === "ask") return planned.questions.map(({ callId }) => `ask ${callId}`);
  return planned.calls.map((one) => (one.kind === "run" ? "run" : `${one.outcome}: ${one.output}`));
}

/** Calls that a runner which is gone had begun. */
function begun(...callIds: readonly string[]): OpenCalls {
  const open = new OpenCalls();
  open.take(
    callIds.map((callId) => ({ callId, name: "read", input: {}, startedAt: new Date(), shown: "half" })),
  );
  return open;
}

describe("C39 a batch", () => {
  it("asks for everything that asks, and runs nothing before", () => {
    expect(fates([call("1", "read"), call("2", "write"), call("3", "write")])).toEqual(["ask 2", "ask 3"]);
  });

  it("runs what was allowed, as it was asked about or as it was changed", () => {
    const answers = [answer("2", { input: { path: "changed" } }), answer("3")];
    const planned = plan([call("1", "read"), call("2", "write"), call("3", "write")], { answers });
    expect(planned).toMatchObject({
      kind: "run",
      calls: [{ input: { path: "1" } }, { input: { path: "changed" } }, { input: { path: "3" } }],
    });
  });

  it("tells the model why a call was denied", () => {
    const calls = ["1", "2", "3"].map((callId) => call(callId, "write"));
    const denied = { allowed: false };
    const answers = [
      answer("1", { ...denied, comment: "Too early." }),
      answer("2", denied),
      answer("3", { ...denied, isExpired: true }),
    ];
    expect(fates(calls, { answers })).toEqual([
      "denied: Denied by a person, who says: Too early.",
      "denied: Denied by a person.",
      "denied: Denied: nobody decided in time.",
    ]);
  });

  it("asks nobody about a call that cannot be made", () => {
    const calls = [
      call("1", "delete"),
      call("2", "write", { input: { path: 7 } }),
      call("3", "write", { input: {}, unreadable: "Unexpected end" }),
    ];
    expect(fates(calls)).toEqual([
      "error: There is no tool called delete. There are: read, write.",
      "error: The arguments do not fit:\npath: must be string",
      "error: The arguments could not be read: Unexpected end\nCall the tool again.",
    ]);
  });
});

it("C31 makes a call that was begun again only where that does no harm", () => {
  const fate = fates([call("1", "read"), call("2", "write")], { open: begun("1", "2") });
  expect(fate).toEqual([
    "run",
    expect.stringMatching(/^interrupted: half\n\[Interrupted: the outcome .* unknown/),
  ]);
});

it("C40 decides once more where an earlier call of the batch has put a link in the way", async () => {
  let target: string | undefined;
  const write = scriptedTool({ name: "write", access: "write", leadsTo: () => target });
  const rules = [
    { tool: "write", match: "secrets/*", action: "deny" as const },
    { tool: "write", match: "out/*", action: "allow" as const },
  ];
  const policy = { permissions: { default: "ask" as const, rules }, grants: [], inAdvance: {} };
  const planned = plan([call("out/a", "write")], { tools: [write], policy });
  const [only] = planned.kind === "run" ? planned.calls : [];
  if (only?.kind !== "run") throw new Error("It was not allowed");
  const run = () =>
    only.tool.run({
      callId: "1",
      input: only.input,
      signal: new AbortController().signal,
      traceHeaders: {},
      progress: () => undefined,
    });
  expect(await run()).toMatchObject({ isError: false });
  target = "out/b";
  expect(await run()).toMatchObject({ isError: false });
  target = "secrets/key";
  expect(await run()).toMatchObject({ isError: true, output: expect.stringContaining("leads elsewhere") });
  expect(write.runs).toHaveLength(2);
});
