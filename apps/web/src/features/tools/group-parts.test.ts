import type { MessagePart, ToolPart } from "@slipway/schemas/messages/message";
import { expect, it } from "vitest";
import { groupParts, type PartGroup } from "./group-parts.ts";
import { buildTool } from "./test/build-tool.ts";

const tool = (id: string, overrides: Partial<ToolPart> = {}) => buildTool({ id, turn: 1, ...overrides });
const text = (id: string, words = "Hello"): MessagePart => ({ id, state: "done", type: "text", text: words });
const thought = (id: string): MessagePart => ({ id, state: "done", type: "reasoning", text: "Hm." });

/** The layout in short: parts by id, batches in brackets, folded work in braces. */
const layout = (parts: readonly MessagePart[]) => groupParts(parts).map(draw).join(" ");
function draw(group: PartGroup): string {
  if (group.kind === "part") return group.part.id;
  if (group.kind === "batch") return `[${group.calls.map(({ id }) => id).join(" ")}]`;
  return `{${group.groups.map(draw).join(" ")}}`;
}

it("keeps the calls of one turn together, and those of two apart", () => {
  expect(layout([tool("a"), tool("b"), tool("c", { turn: 2 })])).toBe("[a b] [c]");
  expect(layout([tool("a"), thought("r"), tool("b", { turn: 2 })])).toBe("[a] r [b]");
});

it("takes calls that are being written side by side for one turn, and old ones of unknown turns for several", () => {
  const { turn: _, ...untold } = tool("a");
  expect(
    layout([
      { ...untold, state: "open" },
      { ...untold, id: "b", state: "open" },
    ]),
  ).toBe("[a b]");
  expect(layout([untold, { ...untold, id: "b" }])).toBe("[a] [b]");
});

it("folds finished work once words follow, with what was thought in between", () => {
  const work = [tool("a"), thought("r"), tool("b", { turn: 2 })];
  expect(layout([...work, text("t")])).toBe("{[a] r [b]} t");
  expect(layout(work)).toBe("[a] r [b]");
  expect(layout([text("s"), ...work, text("e", "")])).toBe("s [a] r [b]");
});

it("leaves one call alone, and work of which something goes on", () => {
  expect(layout([tool("a"), text("t")])).toBe("[a] t");
  expect(layout([tool("a"), tool("b", { state: "open", outcome: null }), text("t")])).toBe("[a b] t");
});

it("sums up steps by what took the time, and counts what failed", () => {
  const [steps] = groupParts([
    tool("a", { durationMs: 2_000 }),
    tool("b", { durationMs: 5_000, outcome: "error" }),
    tool("c", { turn: 2, durationMs: 7_000 }),
    text("t"),
  ]);
  expect(steps?.kind === "steps" && steps.summary).toEqual({
    key: "a",
    steps: 3,
    durationMs: 12_000,
    failed: 1,
  });
});
