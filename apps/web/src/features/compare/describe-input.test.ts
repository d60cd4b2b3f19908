import { expect, it } from "vitest";
import { describeInput } from "./describe-input.ts";

it("reads an input as what was said, or its variables one a line", () => {
  expect(describeInput({ message: " Hello\n" })).toBe("Hello");
  expect(describeInput({ variables: { topic: "Ropes ", tone: "dry" } })).toBe("topic: Ropes\ntone: dry");
  const messages = [{ role: "user" as const, content: "Hi" }];
  expect(describeInput({ messages })).toBe("user: Hi");
  expect(describeInput({})).toBe("");
});
