import type { ToolPart } from "@slipway/schemas/messages/message";
import type { RunStatus } from "@slipway/schemas/runs/run-status";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { buildTool } from "./test/build-tool.ts";
import { ToolDetail } from "./tool-detail.tsx";
import { ToolRow } from "./tool-row.tsx";
import { toolStateOf } from "./tool-state.ts";

const words = (markup: string) =>
  markup
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
const row = (part: ToolPart, runStatus: RunStatus = "running") =>
  renderToStaticMarkup(<ToolRow part={part} runStatus={runStatus} />);
const open = { state: "open", outcome: null, durationMs: null, output: null } as const;

it("tells each state of a call in words", () => {
  const parts: [ToolPart, RunStatus?][] = [
    [buildTool({ ...open, input: null, inputText: '{"command":"npm t' })],
    [buildTool({ ...open, input: null, inputText: '{"command":"npm test"}' }), "waiting"],
    [buildTool({ ...open, state: "awaiting" }), "waiting"],
    [buildTool({ ...open, decision: { decision: "allow", by: null, reason: null } }), "waiting"],
    [buildTool({ ...open, decision: { decision: "deny", by: null, reason: null } }), "waiting"],
    [buildTool({ ...open })],
    [buildTool({ ...open }), "cancelled"],
    [buildTool()],
    [buildTool({ outcome: "error" })],
    [buildTool({ outcome: "denied", durationMs: 0 })],
    [buildTool({ outcome: "interrupted" })],
    [buildTool({ outcome: "timeout" })],
  ];
  expect(parts.map(([part, status]) => words(row(part, status)))).toEqual([
    "bash npm t Writing the call",
    "bash npm test Waits for the decision",
    "bash npm test Needs a decision",
    "bash npm test Allowed, waits for the others",
    "bash npm test Will be denied",
    "bash npm test Running",
    "bash npm test Never ran",
    "bash npm test Done 1.2 s",
    "bash npm test Failed 1.2 s",
    "bash npm test Denied",
    "bash npm test Interrupted 1.2 s",
    "bash npm test Timed out 1.2 s",
  ]);
});

it("gives each state a shape of its own", () => {
  const shapes = (["ok", "error", "denied", "interrupted", "timeout"] as const).map((outcome) => {
    const markup = row(buildTool({ outcome }));
    return markup.slice(markup.lastIndexOf("<svg"));
  });
  expect(new Set(shapes).size).toBe(shapes.length);
});

it("shows the newest lines of a running call, as a terminal would", () => {
  const output = Array.from({ length: 50 }, (_, at) => `line ${at}`).join("\n");
  expect(words(row(buildTool({ ...open, output })))).toMatch(/Running line 44 .* line 49$/);
});

it("opens to what went in and what came out", () => {
  const detail = (part: ToolPart) =>
    words(renderToStaticMarkup(<ToolDetail part={part} state={toolStateOf(part, "completed")} />));
  expect(detail(buildTool({ input: { command: "ls", timeout: 5 } }))).toBe("Command timeout 5 ls Output ok");
  expect(detail(buildTool({ name: "write", input: { path: "a.md", content: "x\n" }, output: "" }))).toBe(
    "Change a.md +1 −0 + added: x It answered nothing.",
  );
  expect(detail(buildTool({ outcome: "denied", output: "Not today." }))).toContain("Why Not today.");
});

it("shows no more of a long output than a reader asked for", () => {
  const output = "line\n".repeat(5_000);
  const markup = renderToStaticMarkup(<ToolDetail part={buildTool({ output })} state="ok" />);
  expect(words(markup)).toMatch(/Show all 5,000 lines$/);
  expect(markup.match(/line\n/g)).toHaveLength(200);
});

it("shows pictures that are nothing but pixels, and no others", () => {
  const output = (mediaType: string, base64: string) => ({
    text: "A chart.",
    images: [{ mediaType, base64 }],
  });
  const detail = (value: unknown) =>
    renderToStaticMarkup(<ToolDetail part={buildTool({ output: value })} state="ok" />);
  expect(detail(output("image/png", "iVBORw0KGgo="))).toContain('src="data:image/png;base64,iVBORw0KGgo="');
  expect(detail(output("image/svg+xml", "PHN2Zz4="))).not.toContain("<img");
  expect(detail(output("image/png", '" onerror="x'))).not.toContain("<img");
});

it("shows what a model or a tool wrote as text, never as markup", () => {
  const part = buildTool({ input: { command: "<script>a</script>" }, output: "<img src=x onerror=b>" });
  const markup = row(part) + renderToStaticMarkup(<ToolDetail part={part} state="ok" />);
  expect(markup).not.toMatch(/<script|<img/);
});
