import { expect, test } from "vitest";
import { createPlaceStore, placeOf } from "./conversation-places.ts";

const shown = { isShown: true };

test("C25 a conversation keeps its place from its first words to its session's address", () => {
  const store = createPlaceStore();
  const first = placeOf({ ...store.view(), named: null, wasNamed: false });
  expect(first.sessionId).toBeNull();
  store.begin("ses_a", shown);
  const begun = { key: first.key, sessionId: "ses_a" };
  expect(placeOf({ ...store.view(), named: null, wasNamed: false })).toEqual(begun);
  expect(placeOf({ ...store.view(), named: "ses_a", wasNamed: true })).toEqual(begun);
});

test("C25 it keeps it where the address that names it is heard of before anything was rendered since", () => {
  const store = createPlaceStore();
  const first = placeOf({ ...store.view(), named: null, wasNamed: false });
  store.begin("ses_a", shown);
  expect(placeOf({ ...store.view(), named: "ses_a", wasNamed: false }).key).toBe(first.key);
});

test("a new conversation after it takes a place of its own, and so does an older one", () => {
  const store = createPlaceStore();
  store.begin("ses_a", shown);
  const { key } = placeOf({ ...store.view(), named: "ses_a", wasNamed: true });
  const fresh = placeOf({ ...store.view(), named: null, wasNamed: true });
  expect(fresh.sessionId).toBeNull();
  expect(fresh.key).not.toBe(key);
  expect(placeOf({ ...store.view(), named: "ses_b", wasNamed: true })).toEqual({
    key: "ses_b",
    sessionId: "ses_b",
  });
});

test("one that begins while another is looked at takes nobody's place, and leaves the next one its own", () => {
  const store = createPlaceStore();
  const first = placeOf({ ...store.view(), named: null, wasNamed: false });
  store.begin("ses_a", { isShown: false });
  expect(placeOf({ ...store.view(), named: "ses_b", wasNamed: false }).key).toBe("ses_b");
  expect(placeOf({ ...store.view(), named: null, wasNamed: false }).key).not.toBe(first.key);
});
