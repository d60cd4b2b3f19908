import type { Message, MessagePart } from "@slipway/schemas/messages/message";
import { expect, it } from "vitest";
import { estimateHeight } from "./estimate-height.ts";

const text = (words: string): MessagePart => ({ id: "blk_1", state: "done", type: "text", text: words });
const height = (role: Message["role"], ...parts: MessagePart[]) => estimateHeight({ role, parts });

it("grows with lines, with long lines, and with what stands beside the words", () => {
  expect(height("user", text("Hello"))).toBe(38);
  expect(height("user", text("Hello\nthere"))).toBe(60);
  expect(height("user", text("x".repeat(200)))).toBe(82);
  expect(height("assistant", text("Hello"))).toBe(54);
  expect(
    height("assistant", text("Hello"), { id: "blk_2", state: "done", type: "reasoning", text: "Hm" }),
  ).toBe(88);
});
