import { expect, it } from "vitest";
import { parseCsv } from "./parse-csv.ts";

it("reads quotes, line breaks inside them and empty cells", () => {
  expect(parseCsv('name,note\r\n"Ada ""A"" L.","two\nlines"\r\n,x\n', 10)).toEqual([
    ["name", "note"],
    ['Ada "A" L.', "two\nlines"],
    ["", "x"],
  ]);
});

it("finds the separator by the first line, and stops at the limit", () => {
  expect(parseCsv("a;b\n1,5;2\n3;4", 2)).toEqual([
    ["a", "b"],
    ["1,5", "2"],
  ]);
  expect(parseCsv("a\tb\n1\t2", 5)).toEqual([
    ["a", "b"],
    ["1", "2"],
  ]);
  expect(parseCsv("", 5)).toEqual([]);
});

it("ends, whatever it is given", () => {
  expect(parseCsv('a,"b"c\nd,e', 9)).toEqual([
    ["a", '"b"c'],
    ["d", "e"],
  ]);
  expect(parseCsv('"never closed\nx', 9)).toEqual([['"never closed'], ["x"]]);
  expect(parseCsv("a,", 9)).toEqual([["a", ""]]);
  expect(parseCsv("a\rb\n", 9)).toEqual([["a\rb"]]);
});
