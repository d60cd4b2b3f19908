import { expect, it } from "vitest";
import { toCaseInput } from "./to-case-input.ts";

it("keeps what was said with the values of its conversation", () => {
  const runs = [
    { input: { message: "Hello", variables: { city: "Turku" } } },
    { input: { message: "And now?" } },
  ];
  expect(toCaseInput({ text: "And now?", runs })).toEqual({
    message: "And now?",
    variables: { city: "Turku" },
  });
  expect(toCaseInput({ text: "Hello", runs: [] })).toEqual({ message: "Hello" });
});
