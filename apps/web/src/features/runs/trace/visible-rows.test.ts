import { expect, it } from "vitest";
import { buildTraceTree } from "./build-trace-tree.ts";
import { keyInTrace } from "./key-in-trace.ts";
import { buildColumns } from "./test/build-columns.ts";
import { visibleRows } from "./visible-rows.ts";

const { rows } = buildTraceTree(
  buildColumns([
    { id: 1, name: "invoke_agent" },
    { id: 2, parent: 1, startUs: 1, name: "turn 1" },
    { id: 3, parent: 2, startUs: 2, name: "chat demo" },
    { id: 4, parent: 1, startUs: 3, name: "turn 2" },
  ]),
);
const idAt = (at: number) => rows[at]?.spanId ?? "";
const open: ReadonlySet<string> = new Set();
const press = (key: string, place: number, closed = open) =>
  keyInTrace({ key, rows, closed, place, pageSize: 2, shown: visibleRows({ rows, closed, found: null }) });

it("hides what is inside closed spans", () => {
  expect(visibleRows({ rows, closed: open, found: null })).toEqual([0, 1, 2, 3]);
  expect(visibleRows({ rows, closed: new Set([idAt(1)]), found: null })).toEqual([0, 1, 3]);
});

it("shows what a search has found with what it is inside of, also in closed spans", () => {
  const closed = new Set([idAt(0)]);
  expect(visibleRows({ rows, closed, found: new Set([idAt(2)]) })).toEqual([0, 1, 2]);
  expect(visibleRows({ rows, closed, found: new Set([idAt(3)]) })).toEqual([0, 3]);
  expect(visibleRows({ rows, closed, found: new Set() })).toEqual([]);
});

it("moves, opens and closes by keys", () => {
  expect(press("ArrowDown", 3)).toEqual({ kind: "go", place: 3 });
  expect(press("ArrowUp", 3)).toEqual({ kind: "go", place: 2 });
  expect(press("End", 0)).toEqual({ kind: "go", place: 3 });
  expect(press("Home", 3)).toEqual({ kind: "go", place: 0 });
  expect(press("PageDown", 0)).toEqual({ kind: "go", place: 2 });
  expect(press("ArrowRight", 1)).toEqual({ kind: "go", place: 2 });
  expect(press("ArrowLeft", 1)).toEqual({ kind: "close", spanId: idAt(1) });
  expect(press("ArrowLeft", 2)).toEqual({ kind: "go", place: 1 });
  expect(press("ArrowRight", 1, new Set([idAt(1)]))).toEqual({ kind: "open", spanId: idAt(1) });
  expect(press("Enter", 2)).toEqual({ kind: "detail", spanId: idAt(2) });
  expect(press("x", 2)).toBeNull();
});
