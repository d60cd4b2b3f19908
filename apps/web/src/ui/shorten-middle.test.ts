import { expect, it } from "vitest";
import { shortenMiddle } from "./shorten-middle.ts";

it("keeps what fits", () => {
  expect(shortenMiddle("run_12345678", 12)).toBe("run_12345678");
});

it("keeps both ends of what does not fit, within the length", () => {
  expect(shortenMiddle("run_01hzy3v7k9q2m4n6p8r0", 11)).toBe("run_0…6p8r0");
});
