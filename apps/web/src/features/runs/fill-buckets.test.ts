import { expect, it } from "vitest";
import { type Bucket, fillBuckets } from "./fill-buckets.ts";

const hourMs = 3_600_000;
const at = (text: string) => Date.parse(`2026-11-21T${text}:00.000Z`);
const bucket = (time: string): Bucket => ({
  at: new Date(at(time)).toISOString(),
  runs: 3,
  completed: 2,
  failed: 1,
  cancelled: 0,
  tokens: 10,
  costUsd: 0.5,
  p50DurationMs: 100,
  p95DurationMs: 900,
});
const { at: _, ...total } = bucket("00:00");
const fill = (items: Bucket[], fromMs: number | null, toMs: number) =>
  fillBuckets({ stats: { bucketMs: hourMs, total, items }, fromMs, toMs }).map(
    ({ at: time, runs }) => `${time.slice(11, 16)} ${runs}`,
  );

it("has a bucket for each hour of the time that was asked for, also where nothing ran", () => {
  expect(fill([bucket("10:00"), bucket("12:00")], at("09:30"), at("13:10"))).toEqual([
    "09:00 0",
    "10:00 3",
    "11:00 0",
    "12:00 3",
    "13:00 0",
  ]);
});

it("begins with the first run where no beginning was asked for, and leaves out an end on the border", () => {
  expect(fill([bucket("11:00")], null, at("13:00"))).toEqual(["11:00 3", "12:00 0"]);
  expect(fill([], null, at("13:00"))).toEqual(["12:00 0"]);
});

it("shows a bucket that the server counted ahead of this clock", () => {
  expect(fill([bucket("13:00")], at("12:00"), at("12:59"))).toEqual(["12:00 0", "13:00 3"]);
});
