import { expect, it } from "vitest";
import { readDraft, writeDraft } from "./draft-storage.ts";

function givenStorage(initial: Record<string, string> = {}) {
  const items = new Map(Object.entries(initial));
  return {
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => void items.set(name, value),
    removeItem: (name: string) => void items.delete(name),
  };
}
const draft = { base: 6, config: { model: "demo/demo", instructions: "Hi" } };

it("keeps a draft by app, and forgets it when told", () => {
  const storage = givenStorage();
  expect(writeDraft(storage, "app:app_1", draft)).toBe(true);
  expect(readDraft(storage, "app:app_1")).toEqual(draft);
  expect(readDraft(storage, "app:app_2")).toBeNull();
  writeDraft(storage, "app:app_1", null);
  expect(readDraft(storage, "app:app_1")).toBeNull();
});

it.each(["{", "[]", '{"base":"6","config":{}}'])("takes %s for no draft", (text) => {
  expect(readDraft(givenStorage({ "slipway.draft.app:app_1": text }), "app:app_1")).toBeNull();
});

it("says when this browser keeps nothing", () => {
  const full = {
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
    removeItem: () => undefined,
  };
  expect(writeDraft(full, "app:app_1", draft)).toBe(false);
});
