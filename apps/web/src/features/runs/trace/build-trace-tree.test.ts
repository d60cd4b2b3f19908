import { expect, it } from "vitest";
import { buildTraceTree } from "./build-trace-tree.ts";
import { buildColumns } from "./test/build-columns.ts";

type Spans = Parameters<typeof buildColumns>[0];
const treeOf = (spans: Spans) => buildTraceTree(buildColumns(spans));
const shape = (spans: Spans) =>
  treeOf(spans).rows.map(({ name, depth, parent, size }) => [name, depth, parent, size]);

it("puts each span under its parent, siblings by their start, to the microsecond", () => {
  const spans: Spans = [
    { id: 3, parent: 1, startUs: 500 },
    { id: 2, parent: 1, startUs: 499 },
    { id: 4, parent: 2, startUs: 600, endUs: 1_250, hasFailed: true },
    { id: 1, startUs: 0 },
  ];
  expect(shape(spans)).toEqual([
    ["span 1", 0, -1, 4],
    ["span 2", 1, 0, 2],
    ["span 4", 2, 1, 1],
    ["span 3", 1, 0, 1],
  ]);
  const { rows, endMs, failed } = treeOf(spans);
  expect(rows[2]).toMatchObject({
    startMs: expect.closeTo(0.6),
    endMs: expect.closeTo(1.25),
    hasFailed: true,
  });
  expect([endMs, failed]).toEqual([expect.closeTo(1.25), 1]);
});

it("tells of model calls what they took", () => {
  const columns = buildColumns([{ id: 1 }, { id: 2, parent: 1, startUs: 1 }]);
  const { rows } = buildTraceTree({
    ...columns,
    chats: [[columns.spanIds[1] ?? "", 1_200, 40, null]],
  });
  expect(rows.map(({ chat }) => chat)).toEqual([
    null,
    { inputTokens: 1_200, outputTokens: 40, costUsd: null },
  ]);
});

it("keeps several roots, and spans whose parent is not there, at the top in the order of their start", () => {
  const { rows } = treeOf([
    { id: 1, startUs: 10 },
    { id: 2, parent: 99, startUs: 5 },
    { id: 3, parent: 2, startUs: 20 },
    { id: 4, startUs: 30 },
  ]);
  expect(rows.map(({ name, depth, isOrphan }) => [name, depth, isOrphan])).toEqual([
    ["span 2", 0, true],
    ["span 3", 1, false],
    ["span 1", 0, false],
    ["span 4", 0, false],
  ]);
});

it("shows every span once, also of rings and of spans that are their own parent", () => {
  const spans: Spans = [
    { id: 1, parent: 1, startUs: 0 },
    { id: 2, parent: 4, startUs: 10 },
    { id: 3, parent: 2, startUs: 20 },
    { id: 4, parent: 3, startUs: 30 },
  ];
  expect(shape(spans)).toEqual([
    ["span 1", 0, -1, 1],
    ["span 2", 0, -1, 3],
    ["span 3", 1, 1, 2],
    ["span 4", 2, 2, 1],
  ]);
});

it("C62 builds 30,000 spans, wide or one long chain, far within the time that opening may take", () => {
  const wide: Spans = Array.from({ length: 30_000 }, (_, at) => ({
    id: at + 1,
    ...(at === 0 ? {} : { parent: 1 + (at % 50) }),
    startUs: at,
  }));
  const chain: Spans = wide.map((_, at) => ({ id: at + 1, parent: at, startUs: at }));
  const backwards: Spans = chain.map((span, at) => ({ ...span, startUs: chain.length - at }));
  for (const columns of [wide, chain, backwards].map(buildColumns)) {
    // The processor's time, not the clock's: other work on the machine does not count.
    const before = process.cpuUsage();
    const { rows } = buildTraceTree(columns);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(1_500);
    expect(new Set(rows.map(({ spanId }) => spanId)).size).toBe(30_000);
  }
  expect(treeOf(chain).rows.at(-1)).toMatchObject({ depth: 29_999 });
});

it("has nothing to show of no spans", () => {
  expect(treeOf([])).toEqual({ rows: [], endMs: 0, failed: 0 });
});
