import { expect, it } from "vitest";
import { exampleInput } from "./example-input.ts";

it("says what an app of each type has to be told", () => {
  expect(exampleInput("chat", {})).toEqual({ message: "Hello" });
  const variables = [
    { name: "city", required: true },
    { name: "tone", required: true, default: "kind" },
    { name: "unit", required: false },
  ];
  expect(exampleInput("chat", { variables })).toEqual({ message: "Hello", variables: { city: "the city" } });
  expect(exampleInput("completion", { variables })).toEqual({ variables: { city: "the city" } });
});
