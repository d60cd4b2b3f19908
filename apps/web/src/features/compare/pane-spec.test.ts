import { expect, it } from "vitest";
import { firstPanes, type PaneSpec, readPanes, writePanes } from "./pane-spec.ts";

const panes: readonly PaneSpec[] = [
  { source: { kind: "revision", number: 3, model: null }, sessionId: "ses_01abc" },
  { source: { kind: "revision", number: 2, model: "lab/llama-3~70b:free" }, sessionId: null },
  { source: { kind: "draft", name: "playground" }, sessionId: "ses_02abc" },
  { source: { kind: "draft", name: "x1y2" }, sessionId: null },
];

it("keeps panes in the address, beside what else is there", () => {
  const search = new URLSearchParams("view=cases&pane=r9");
  writePanes(search, panes);
  expect(search.get("view")).toBe("cases");
  expect(readPanes(new URLSearchParams(search.toString()))).toEqual(panes);
});

it("reads no pane that cannot be meant, and never more than four", () => {
  const search = new URLSearchParams(
    "pane=r0&pane=nothing&pane=draft:../x&pane=r1&pane=r2&sessions=,,,ses_1';drop",
  );
  expect(readPanes(search)).toEqual([
    { source: { kind: "revision", number: 1, model: null }, sessionId: null },
  ]);
});

it("compares what was with what is being made, before anything was chosen", () => {
  const sources = (options: Parameters<typeof firstPanes>[0]) =>
    firstPanes(options).map(({ source }) => (source.kind === "draft" ? source.name : source.number));
  expect(sources({ latestRevision: 5, hasDraft: false, draftBase: null })).toEqual([4, 5]);
  expect(sources({ latestRevision: 1, hasDraft: false, draftBase: null })).toEqual([1, 1]);
  expect(sources({ latestRevision: 5, hasDraft: true, draftBase: 3 })).toEqual([3, "playground"]);
});
