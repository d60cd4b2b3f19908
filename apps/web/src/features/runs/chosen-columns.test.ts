import { expect, it } from "vitest";
import { columnChoices, columnsInUrl, parseColumns, switchColumn } from "./chosen-columns.ts";
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

it("names columns in an address only where they are not those of the beginning", () => {
  const first = parseColumns(undefined);
  expect(columnsInUrl(undefined)).toBeNull();
  expect(columnsInUrl(first.toReversed().join("."))).toBeNull();
  expect(columnsInUrl("when.nonsense.app")).toBe("app.when");
  expect(parseColumns(columnsInUrl(switchColumn(first, "who", true)) ?? undefined)).toContain("who");
});
