import type { StoredSpan } from "@slipway/schemas/traces/span";
import { expect, it } from "vitest";
import { buildTraceTree } from "./build-trace-tree.ts";
import { buildSpan } from "./test/build-span.ts";

const shape = (spans: readonly StoredSpan[]) =>
  buildTraceTree(spans).rows.map(({ span, depth, parent, size }) => [span.name, depth, parent, size]);

it("puts each span under its parent, siblings by their start, to the microsecond", () => {
  const spans = [
    buildSpan({ id: 3, parent: 1, startUs: 500 }),
    buildSpan({ id: 2, parent: 1, startUs: 499 }),
    buildSpan({ id: 4, parent: 2, startUs: 600, endUs: 1_250 }),
    buildSpan({ id: 1, startUs: 0 }),
  ];
  expect(shape(spans)).toEqual([
    ["span 1", 0, -1, 4],
    ["span 2", 1, 0, 2],
    ["span 4", 2, 1, 1],
    ["span 3", 1, 0, 1],
  ]);
  const { rows, endMs } = buildTraceTree(spans);
  expect(rows[2]).toMatchObject({ startMs: expect.closeTo(0.6), endMs: expect.closeTo(1.25) });
  expect(endMs).toBeCloseTo(1.25);
});

it("keeps several roots, and spans whose parent is not there, at the top in the order of their start", () => {
  const rows = buildTraceTree([
    buildSpan({ id: 1, startUs: 10 }),
    buildSpan({ id: 2, parent: 99, startUs: 5 }),
    buildSpan({ id: 3, parent: 2, startUs: 20 }),
    buildSpan({ id: 4, startUs: 30 }),
  ]).rows;
  expect(rows.map(({ span, depth, isOrphan }) => [span.name, depth, isOrphan])).toEqual([
    ["span 2", 0, true],
    ["span 3", 1, false],
    ["span 1", 0, false],
    ["span 4", 0, false],
  ]);
});

it("shows every span once, also of rings and of spans that are their own parent", () => {
  const spans = [
    buildSpan({ id: 1, parent: 1, startUs: 0 }),
    buildSpan({ id: 2, parent: 4, startUs: 10 }),
    buildSpan({ id: 3, parent: 2, startUs: 20 }),
    buildSpan({ id: 4, parent: 3, startUs: 30 }),
  ];
  expect(shape(spans)).toEqual([
    ["span 1", 0, -1, 1],
    ["span 2", 0, -1, 3],
    ["span 3", 1, 1, 2],
    ["span 4", 2, 2, 1],
  ]);
});

it("C62 builds 30,000 spans, wide or one long chain, far within the time that opening may take", () => {
  const wide = Array.from({ length: 30_000 }, (_, at) =>
    buildSpan({ id: at + 1, ...(at === 0 ? {} : { parent: 1 + (at % 50) }), startUs: at }),
  );
  const chain = wide.map((_, at) => buildSpan({ id: at + 1, parent: at, startUs: at }));
  for (const spans of [wide, chain, chain.toReversed()]) {
    // The processor's time, not the clock's: other work on the machine does not count.
    const before = process.cpuUsage();
    const { rows } = buildTraceTree(spans);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(1_500);
    expect(new Set(rows.map(({ span }) => span.spanId)).size).toBe(30_000);
  }
  expect(buildTraceTree(chain).rows.at(-1)).toMatchObject({ depth: 29_999 });
});

it("has nothing to show of no spans", () => {
  expect(buildTraceTree([])).toEqual({ rows: [], endMs: 0 });
});
