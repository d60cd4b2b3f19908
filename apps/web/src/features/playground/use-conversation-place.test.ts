import { expect, test } from "vitest";
import { placeOf } from "./use-conversation-place.ts";

const begun = { key: "new 0", sessionId: "ses_a", isShown: false };

test("C25 a conversation keeps its place from its first words to its session's address", () => {
  expect(placeOf({ named: null, begun: null, freshKey: "new 0" })).toEqual({ key: "new 0", sessionId: null });
  const inBetween = placeOf({ named: null, begun, freshKey: "new 1" });
  expect(inBetween).toEqual({ key: "new 0", sessionId: "ses_a" });
  expect(placeOf({ named: "ses_a", begun: { ...begun, isShown: true }, freshKey: "new 1" })).toEqual(
    inBetween,
  );
});

test("a new conversation after it takes a place of its own, and so does an older one", () => {
  const shown = { ...begun, isShown: true };
  expect(placeOf({ named: null, begun: shown, freshKey: "new 1" })).toEqual({
    key: "new 1",
    sessionId: null,
  });
  expect(placeOf({ named: "ses_b", begun: shown, freshKey: "new 1" })).toEqual({
    key: "ses_b",
    sessionId: "ses_b",
  });
});
