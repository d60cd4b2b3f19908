import { expect, it } from "vitest";
import { parseLayout } from "./parse-layout.ts";

const ids = ["configuration", "conversation"];

it("reads the sizes that were written", () => {
  expect(parseLayout('{"configuration":30.5,"conversation":69.5}', ids)).toEqual({
    configuration: 30.5,
    conversation: 69.5,
  });
});

it.each([
  ["nothing", undefined],
  ["broken text", "{"],
  ["another panel", '{"configuration":30,"files":70}'],
  ["a missing panel", '{"configuration":100}'],
  ["shares that do not fill the page", '{"configuration":30,"conversation":20}'],
  ["shares that are no numbers", '{"configuration":"50","conversation":50}'],
  ["a negative share", '{"configuration":-20,"conversation":120}'],
])("forgets %s", (_, cookie) => {
  expect(parseLayout(cookie, ids)).toBeUndefined();
});
