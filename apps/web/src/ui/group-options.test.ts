import { expect, it } from "vitest";
import { groupOptions } from "./group-options.ts";

it("keeps groups and options in the order in which they first come", () => {
  const demo = { value: "demo/demo", label: "Demo" };
  const large = { value: "a/large", label: "Large", group: "A" };
  const other = { value: "b/one", label: "One", group: "B" };
  const small = { value: "a/small", label: "Small", group: "A" };
  expect(groupOptions([demo, large, other, small])).toEqual([
    { value: "", items: [demo] },
    { value: "A", items: [large, small] },
    { value: "B", items: [other] },
  ]);
});
