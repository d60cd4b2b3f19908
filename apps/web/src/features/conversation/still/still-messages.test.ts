import type { Message } from "@slipway/schemas/messages/message";
import { expect, it } from "vitest";
import { stillMessages } from "./still-messages.ts";

const message = (role: Message["role"], ...parts: readonly Message["parts"][number][]): Message => ({
  id: `msg_${role}`,
  role,
  runId: "run_1",
  parts: [...parts],
  createdAt: "2026-01-01T00:00:00.000Z",
});
const text = (words: string) => ({ id: "p", type: "text" as const, state: "done" as const, text: words });
const call = (state: "open" | "awaiting" | "done") => ({
  id: "t",
  type: "tool" as const,
  state,
  callId: "c",
  name: "bash",
  input: {},
  output: null,
  outcome: null,
  durationMs: null,
});

it("keeps what a screen can show and no more, however much was said before", () => {
  const long = Array.from({ length: 40 }, (_, at) => message("user", text(`${at} ${"word ".repeat(200)}`)));
  const kept = stillMessages(long);
  expect(kept).toEqual(long.slice(-19));
});

it("keeps the end of an answer that is longer than a screen, from where a paragraph begins", () => {
  const paragraphs = Array.from({ length: 40 }, (_, at) => `Paragraph ${at} ${"word ".repeat(200)}`);
  const [kept] = stillMessages([
    message("user", text("Go")),
    message("assistant", text(paragraphs.join("\n\n"))),
  ]);
  expect(kept?.parts).toEqual([text(paragraphs.slice(-19).join("\n\n"))]);
});

it.each([">", "*a_", "["])("keeps nothing of %s again and again, which takes long to read", (marks) => {
  expect(stillMessages([message("assistant", text(marks.repeat(2_000)))])).toEqual([]);
});

it("keeps nothing of one piece that is longer than all that is sent", () => {
  expect(stillMessages([message("assistant", text("word ".repeat(5_000)))])).toEqual([]);
});

it.each(["open", "awaiting"] as const)(
  "is nothing while a call is %s: it has to be seen as it is",
  (state) => {
    expect(stillMessages([message("user", text("Go")), message("assistant", call(state))])).toEqual([]);
  },
);

it("keeps an answer that is still written, as far as it is", () => {
  const written = message("assistant", call("done"), { ...text("So f"), state: "open" });
  expect(stillMessages([written])).toEqual([written]);
});
