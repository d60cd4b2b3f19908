import { expect, it } from "vitest";
import { givenValues, missingValues } from "./given-values.ts";

const variables = [
  { name: "topic", required: true },
  { name: "tone", required: true, default: "calm" },
  { name: "note", required: false },
];

it("sends what is filled in, and nothing for a variable that is gone", () => {
  expect(givenValues(variables, { topic: "tides", tone: "", gone: "x" })).toEqual({ topic: "tides" });
  expect(givenValues([{ name: "constructor", required: true }], {})).toEqual({});
});

it("names what has to be filled in", () => {
  expect(missingValues(variables, {})).toEqual(["topic"]);
  expect(missingValues(variables, { topic: "tides" })).toEqual([]);
});
