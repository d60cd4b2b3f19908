import { noUsage } from "@slipway/schemas/runs/usage";
import { expect, it } from "vitest";
import { addUp, compareFigures } from "./compare-figures.ts";

const run = (durationMs: number | null, costUsd: number | null, tokens = 100) => ({
  durationMs,
  ttftMs: durationMs === null ? null : durationMs / 2,
  costUsd,
  usage: { ...noUsage, inputTokens: tokens, outputTokens: 10 },
});
const told = (...runs: Parameters<typeof compareFigures>) =>
  compareFigures(...runs).map(({ label, value, difference }) => [label, value, difference]);

it("shows what a run took, and how that stands to the first one", () => {
  expect(told(run(1400, 0.0031, 190), run(1000, 0.005))).toEqual([
    ["Time", "1.4 s", "+400 ms"],
    ["First token", "700 ms to first", "+200 ms"],
    ["Tokens", "200 tokens", "+82 %"],
    ["Cost", "$0.0031", "−38 %"],
  ]);
  expect(compareFigures(run(800, 0.003), run(1000, 0.005)).map(({ isBetter }) => isBetter)).toEqual([
    true,
    true,
    false,
    true,
  ]);
});

it("tells no difference that nobody would feel, or to nothing", () => {
  expect(told(run(1030, 0.005), run(1000, 0.005)).map(([, , difference]) => difference)).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect(told(run(1000, 0.005), run(null, 0)).map(([, , difference]) => difference)).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect(told(run(1000, 0.005), undefined).map(([, , difference]) => difference)).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

it("leaves out what is not known", () => {
  expect(told(run(null, null), run(1000, 0.005))).toEqual([["Tokens", "110 tokens", null]]);
});

it("adds runs up; a price that is not known makes the sum unknown", () => {
  expect(addUp([run(100, 0.1), run(200, 0.2)])).toMatchObject({
    durationMs: 300,
    costUsd: expect.closeTo(0.3),
  });
  expect(addUp([run(100, 0.1), run(200, null)])).toMatchObject({
    costUsd: null,
    usage: { inputTokens: 200 },
  });
  expect(addUp([])).toBeNull();
});
