import { expect, it } from "vitest";
import { columnChoices, parseColumns, switchColumn } from "./chosen-columns.ts";
import { runColumns } from "./run-columns.tsx";

it("can choose every column but the first, in the table's order", () => {
  expect(["input", ...columnChoices]).toEqual(runColumns.map(({ key }) => key));
});

it("remembers what was switched on and off, and leaves out what it does not know", () => {
  const first = parseColumns(undefined);
  expect(first).not.toContain("who");
  const more = parseColumns(switchColumn(first, "who", true));
  expect(more).toEqual(columnChoices.filter((column) => first.includes(column) || column === "who"));
  expect(parseColumns(switchColumn(more, "model", false))).not.toContain("model");
  expect(parseColumns("when.nonsense.app")).toEqual(["app", "when"]);
  expect(parseColumns("")).toEqual([]);
});
