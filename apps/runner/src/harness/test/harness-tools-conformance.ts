import { expect, it } from "vitest";
import type { NeutralEntry, ToolCall, TurnEnd } from "#harness/harness.ts";
import type { HarnessFixture } from "#harness/test/harness-fixture.ts";
import { expectWholeBlocks, given, runToEnd } from "#harness/test/run-conformance-turn.ts";
import type { ToolDeclaration } from "#tools/tool.ts";

/** What the port promises of tools: adapters hand calls over, and never run one. */
export function describeTools(makeFixture: () => Promise<HarnessFixture>, promptForCalls: string): void {
  const question = { role: "user", text: promptForCalls } as const;

  it("hands the calls over unrun, word by word as they were asked for", async () => {
    const { open } = await given(makeFixture, tools);
    const session = await open([question]);
    const { events, end } = await runToEnd(session);
    const calls = callsOf(end);
    expect(calls.length).toBeGreaterThan(1);
    expect(new Set(calls.map((call) => call.callId)).size).toBe(calls.length);
    for (const call of calls) {
      const asked = events.filter((event) => event.type === "tool.requested" && event.callId === call.callId);
      const written = asked
        .map((event) => (event.type === "tool.requested" ? event.inputDelta : ""))
        .join("");
      expect(JSON.parse(written)).toEqual(call.input);
    }
    expect(session.pendingCalls()).toEqual(calls);
    expectWholeBlocks(events, false);
  });

  it("goes on when the results are there, whatever their order, and ends with an answer", async () => {
    const { open, fixture } = await given(makeFixture, tools);
    const session = await open([question]);
    let turn = await runToEnd(session);
    for (let turns = 1; turn.end.kind === "tool_calls" && turns < 10; turns += 1) {
      session.add(turn.end.calls.map((call) => resultOf(call)).toReversed());
      expect(session.pendingCalls()).toEqual([]);
      turn = await runToEnd(session);
    }
    expect(turn.end.kind).toBe("answered");
    expect(fixture.lastRequest() ?? "result of read").toContain("result of read");
  });

  it("C31 knows in another process which calls are left to make, from stored entries alone", async () => {
    const { open } = await given(makeFixture, tools);
    const { end } = await runToEnd(await open([question]));
    const [first, ...rest] = callsOf(end);
    if (!first) throw new Error("The model made no call.");
    const stored = JSON.parse(JSON.stringify([...end.entries, resultOf(first)]));
    const reopened = await open([question, ...stored]);
    expect(reopened.pendingCalls()).toEqual(rest);
    reopened.add(rest.map((call) => resultOf(call)));
    expect((await runToEnd(reopened)).end.kind).not.toBe("failed");
  });

  it("C31 tells the model that the outcome of a call is unknown when nobody knows it", async () => {
    const { open, fixture } = await given(makeFixture, tools);
    const { end } = await runToEnd(await open([question]));
    const stored = JSON.parse(JSON.stringify(end.entries));
    const turn = await runToEnd(await open([question, ...stored]));
    expect(turn.end.kind).not.toBe("failed");
    expect(fixture.lastRequest() ?? "outcome of this call is unknown").toContain(
      "outcome of this call is unknown",
    );
  });

  it("passes on what people said while tools were at work", async () => {
    const { open, fixture } = await given(makeFixture, tools);
    const session = await open([question]);
    const { end } = await runToEnd(session);
    const [first, ...rest] = callsOf(end).map((call) => resultOf(call));
    if (!first) throw new Error("The model made no call.");
    session.add([first, { kind: "message", role: "user", text: "And be quick." }, ...rest]);
    expect((await runToEnd(session)).end.kind).not.toBe("failed");
    expect(fixture.lastRequest() ?? "And be quick.").toContain("And be quick.");
  });
}

const path = { type: "object", properties: { path: { type: "string" } }, required: ["path"] };
const tools: readonly ToolDeclaration[] = [
  { name: "ls", description: "Lists a directory.", inputSchema: path },
  { name: "read", description: "Reads a file.", inputSchema: path },
];

function callsOf(end: TurnEnd): readonly ToolCall[] {
  expect(end.kind).toBe("tool_calls");
  return end.kind === "tool_calls" ? end.calls : [];
}

function resultOf({ callId, name }: ToolCall): NeutralEntry {
  return { kind: "tool_result", callId, name, output: `result of ${name}`, isError: false };
}
