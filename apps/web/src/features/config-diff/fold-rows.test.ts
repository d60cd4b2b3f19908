import { expect, it } from "vitest";
import { diffText } from "#configs/diff-text.ts";
import { foldRows } from "./fold-rows.ts";
import { toDiffRows } from "./to-diff-rows.ts";

const text = (change: string) =>
  Array.from({ length: 20 }, (_, at) => (at === 9 ? `${change}\n` : `line ${at}\n`)).join("");
const rows = toDiffRows(diffText(text("before"), text("after")));

it("keeps three lines around a change and counts the others", () => {
  const shown = foldRows(rows, false).map((row) => (row.kind === "fold" ? row.count : row.kind));
  expect(shown).toEqual([6, "same", "same", "same", "changed", "same", "same", "same", 7]);
});

it("shows every line when it is open", () => {
  expect(foldRows(rows, true)).toHaveLength(20);
});
